using System.Threading.Channels;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Calls;

/// <summary>
/// Rings phones, one after the other, as decided: a ring takes the modem for as long as it lasts, so texts of a fire go first, but
/// nobody sleeps longer than <see cref="WakerTimes.Patience"/> for them. Of what is no fire a phone rings short, so that a fire's text
/// waits behind it for no more than ten seconds; behind the ring of another fire it waits for as long as that rings. Who has answered
/// meanwhile, or whose incident somebody has in hand, is not rung. What waits is kept in memory only (≤ <see cref="MaxWaiting"/>,
/// beyond it the oldest is left out): a phone that rings after a restart would wake somebody about what is long answered.
/// </summary>
internal sealed class Wakers(
    AlertStore store,
    Courier courier,
    CallWriter writer,
    WakerTimes times,
    TimeProvider machine,
    ILogger<Wakers> log
)
{
    public const int MaxWaiting = 20;

    private readonly Channel<CallRow> waiting = Channel.CreateBounded<CallRow>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    /// <summary>Asked right before a phone rings.</summary>
    public Func<CallRow, bool> IsToWake { get; set; } = _ => true;

    public void Put(CallRow row) => waiting.Writer.TryWrite(row);

    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var row in waiting.Reader.ReadAllAsync(stop))
        {
            try
            {
                var outcome = await RingAsync(row, stop);
                store.TryWrite("what became of a call", db => CallTable.SetOutcome(db, row.Id, outcome));
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "{Id} could not be done", row.Id);
            }
        }
    }

    private async Task<string> RingAsync(CallRow row, CancellationToken stop)
    {
        if (writer.PhoneOf(row.Person) is not { } phone)
        {
            return "NoPhone";
        }

        await Task.Delay(times.TextFirst, machine, stop);
        var begun = machine.GetTimestamp();
        while (courier.HasFire(within: times.TextFirst * 2) && machine.GetElapsedTime(begun) < times.Patience)
        {
            await Task.Delay(times.TextFirst / 4, machine, stop);
        }

        if (!IsToWake(row))
        {
            return "NotNeeded";
        }

        var answer = await courier.RingAsync(phone, row.Grade.IsFire ? times.Rings : times.RingsOfOthers, stop);
        return $"{answer.State}";
    }
}

/// <param name="Rings">How long a phone rings.</param>
/// <param name="RingsOfOthers">The same, of what is no fire; with dialling and hanging up less than ten seconds.</param>
/// <param name="TextFirst">The text leaves before: it says what the call is about.</param>
/// <param name="Patience">Texts of a fire are waited for no longer.</param>
internal sealed record WakerTimes(TimeSpan Rings, TimeSpan RingsOfOthers, TimeSpan TextFirst, TimeSpan Patience)
{
    public static WakerTimes Default { get; } =
        new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    public WakerTimes Scaled(double factor) =>
        new(Rings * factor, RingsOfOthers * factor, TextFirst * factor, Patience * factor);
}
