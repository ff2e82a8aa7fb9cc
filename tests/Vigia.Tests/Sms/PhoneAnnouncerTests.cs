using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Calls.Kit;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

/// <summary>Phones that get all, beside the people of the farm.</summary>
public sealed class PhoneAnnouncerTests : IDisposable
{
    private readonly CallFarm farm = new();
    private readonly SmsDesk desk = new();

    public void Dispose()
    {
        farm.Dispose();
        desk.Dispose();
    }

    [Fact]
    public async Task The_end_of_an_alert_cancels_what_waits_for_them_and_nothing_of_others()
    {
        desk.First.Answer = HandOver.Unavailable("no network");
        var phone = SmsDesk.Phone("04009999999");
        var announcer = new PhoneAnnouncer([phone], farm.Farm, desk.Courier, desk.Clock);
        var alert = farm.Fire();
        var raised = Message.About(alert, MessageKind.Raised, "fire", 0);
        var over = Message.About(alert, MessageKind.Cleared, "over", 0);
        await announcer.AnnounceAsync(raised, default);
        desk.Put(desk.Row("end for ramon", alert: alert.Id, message: "m-clear"));

        await announcer.AnnounceAsync(over, default);
        await announcer.AnnounceAsync(over, default);

        Assert.Equal(SmsState.Cancelled, desk.StateOf($"{raised.Id}-{phone.Digits}"));
        Assert.Equal(SmsState.Queued, desk.StateOf($"{over.Id}-{phone.Digits}"));
        Assert.Equal(SmsState.Queued, desk.StateOf("end for ramon"));
    }
}
