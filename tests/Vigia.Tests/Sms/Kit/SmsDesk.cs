using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Tests.Sms.Kit;

/// <summary>An outbox of texts in a real <c>vigia.db</c>, its courier, and gateways that do as they are told.</summary>
internal sealed class SmsDesk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-sms-");

    public SmsDesk(int ways = 1, CourierOptions? options = null)
    {
        Ways = [.. Enumerable.Range(0, ways).Select(i => new ScriptedGateway($"way{i}"))];
        Store = new AlertStore(
            folder.FullName,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 256 * 1024,
            },
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        Courier = new Courier(Store, Ways, options ?? CourierOptions.Default, Clock, NullLogger<Courier>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<ScriptedGateway> Ways { get; }

    public ScriptedGateway First => Ways[0];

    public AlertStore Store { get; }

    public Courier Courier { get; }

    public static PhoneNumber Phone(string text) =>
        PhoneNumber.TryParse(text, out var number) ? number : throw new FormatException(text);

    public void Put(params SmsRow[] rows) => Assert.True(Courier.TryPut(rows));

    public SmsRow Row(
        string id,
        SmsPriority priority = SmsPriority.Ordinary,
        long? alert = null,
        string to = "04141234567",
        string message = "m"
    )
    {
        var now = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new SmsRow(
            id,
            message,
            Phone(to),
            id,
            priority,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: now,
            NextMs: now,
            TroubledMs: null,
            NotAfterMs: now + 1_800_000,
            Alert: alert
        );
    }

    public async Task TurnAsync(TimeSpan? after = null)
    {
        Clock.Advance(after ?? TimeSpan.Zero);
        await Courier.TurnAsync(default);
    }

    public SmsRow Find(string id) =>
        Store.Read(db => SmsTable.Find(db, id), null) ?? throw new KeyNotFoundException(id);

    public SmsState StateOf(string id) => Find(id).State;

    public void Dispose()
    {
        Courier.Dispose();
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}
