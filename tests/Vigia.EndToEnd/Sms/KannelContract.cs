namespace Vigia.EndToEnd.Sms;

/// <summary>Debian's Kannel 1.4.5: its bearerbox with the fake network that comes with it, its smsbox before us.</summary>
[Trait("part", "sms")]
public sealed class KannelContract : GatewayContract
{
    internal override async Task<GatewayAtWork> OpenAsync()
    {
        var kannel = new Kannel();
        await kannel.StartAsync();
        return new GatewayAtWork(kannel.Gateway, kannel.Arrived, kannel.StopSmsboxAsync, kannel.DisposeAsync)
        {
            Heard = () => [.. kannel.Heard],
        };
    }
}
