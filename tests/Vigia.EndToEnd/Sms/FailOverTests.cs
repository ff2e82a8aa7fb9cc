using Microsoft.Extensions.Logging.Abstractions;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.EndToEnd.Sms;

/// <summary>Two ways: a modem that has no network, and one that works.</summary>
[Trait("part", "sms")]
public sealed class FailOverTests
{
    // 60 s on a farm.
    private static readonly CourierOptions Quick = CourierOptions.Default.Scaled(0.03);

    [Fact]
    public async Task What_the_modem_does_not_send_leaves_by_the_second_way_and_once()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.IsRegistered = false);
        var folder = place.Scratch.Folder("data");
        using var store = new AlertStore(
            folder,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 0,
            },
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        var second = new DryRunGateway(folder, TimeProvider.System, NullLogger<DryRunGateway>.Instance);
        using var courier = new Courier(
            store,
            [place.Gateway, second],
            Quick,
            TimeProvider.System,
            NullLogger<Courier>.Instance
        );
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Assert.True(courier.TryPut([Row("a", now)]));

        await Eventually.Until(
            "the second way has sent it",
            async () =>
            {
                await courier.TurnAsync(default);
                return store.Read(db => db.Number("SELECT count(*) FROM sms WHERE state = 'Sent' AND way = 1"), 0) == 1;
            },
            seen: place.Seen
        );
        place.Modem.IsRegistered = true;
        await place.HandOverAsync(SmsPlace.Sms("later"));
        await place.AcceptedAsync(1);

        Assert.Single(File.ReadAllLines(Path.Combine(folder, "sms.jsonl")));
        Assert.DoesNotContain(place.Modem.Accepted, pdu => pdu.Text == "INCENDIO SI A17");
    }

    private static SmsRow Row(string id, long now) =>
        new(
            id,
            Message: "m",
            SmsPlace.Maria,
            "INCENDIO SI A17",
            SmsPriority.Fire,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: now,
            NextMs: now,
            TroubledMs: null,
            NotAfterMs: now + 600_000
        );
}
