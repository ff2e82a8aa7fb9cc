using Vigia.Server.Sms;
using Vigia.Server.Sms.Http;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

public sealed class HttpGatewayTests
{
    [Fact]
    public async Task Of_a_gateway_that_hangs_one_text_is_asked_about_in_a_turn_and_not_twenty()
    {
        using var deaf = new Deaf();
        using var http = new HttpClient(deaf);
        var options = HttpGatewayOptions.Default with { Patience = TimeSpan.FromMilliseconds(20) };
        var preset = new SmsGatePreset(new Uri("http://phone/"), new HttpLogin("u", "p"));
        var gateway = new HttpGateway(preset, http, options, TimeProvider.System);
        var phone = SmsDesk.Phone("04141234567");

        var told = await gateway.AskAsync(
            [.. Enumerable.Range(1, 20).Select(n => new SmsInHand($"{n}.0", phone, $"{n}", SmsProgress.Submitted))],
            default
        );

        Assert.Empty(told);
        Assert.Equal(1, deaf.Asked);
    }

    private sealed class Deaf : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            Asked++;
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            throw new InvalidOperationException("it never answers");
        }
    }
}
