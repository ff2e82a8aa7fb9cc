using Vigia.Server.Alerts;
using Vigia.Wire;

namespace Vigia.Server.Sms.Incoming;

/// <summary>
/// Fetches what people send: committed to <c>sms_in</c> first, then forgotten at its gateway, then handed to who understands it.
/// A kill anywhere in between repeats a step and doubles none: a text is known by its id.
/// </summary>
internal sealed class IncomingReader(
    AlertStore store,
    IReadOnlyList<ISmsGateway> ways,
    IncomingOptions options,
    TimeProvider machine,
    ILogger<IncomingReader> log,
    IIncomingWords? words = null
)
{
    /// <summary>Texts handed over in one turn.</summary>
    public const int MaxAtOnce = 50;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A turn of the reader of texts failed");
            }

            await Task.Delay(options.Look, machine, stop);
        }
    }

    public async Task TurnAsync(CancellationToken stop)
    {
        foreach (var way in ways)
        {
            try
            {
                await FetchAsync(way, stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // Those of the other ways are heard all the same.
                log.LogError(e, "The texts that came by {Way} could not be fetched", way.Name);
            }
        }

        HandWaiting();
    }

    /// <summary>True when it is committed, or was before: its gateway may forget it.</summary>
    public bool Keep(IncomingSms sms)
    {
        var now = machine.GetUtcNow();
        var (state, isNew) = (IncomingState.Waiting, false);
        var stored = store.TryWrite(
            "a text that came",
            db =>
            {
                state = Judge(
                    sms,
                    now,
                    since => IncomingTable.CountSince(db, since, sms.From),
                    since => IncomingTable.CountSince(db, since)
                );
                isNew = IncomingTable.Insert(db, sms, state, now.ToUnixTimeMilliseconds());
            }
        );
        if (stored && isNew)
        {
            SmsMetrics.Received.Add(1, new KeyValuePair<string, object?>("state", $"{state}"));
            log.LogInformation("A text came from {From}: {State}", IncomingTable.EndOf(sms.From), state);
        }

        return stored;
    }

    private async Task FetchAsync(ISmsGateway way, CancellationToken stop)
    {
        foreach (var sms in await way.ReceiveAsync(stop))
        {
            if (!Keep(sms))
            {
                return;
            }

            CrashPoint.Here("sms-in-kept");
            await way.ForgetAsync(sms, stop);
        }
    }

    private IncomingState Judge(
        IncomingSms sms,
        DateTimeOffset now,
        Func<long, long> fromThisSender,
        Func<long, long> fromAll
    )
    {
        var since = (now - options.Window).ToUnixTimeMilliseconds();
        return now - sms.At > options.TooOld ? IncomingState.TooOld
            : fromThisSender(since) >= options.MostOfOne || fromAll(since) >= options.MostOfAll ? IncomingState.TooMany
            : IncomingState.Waiting;
    }

    private void HandWaiting()
    {
        if (words is null)
        {
            return;
        }

        foreach (var waiting in store.Read(db => IncomingTable.Waiting(db, MaxAtOnce), []))
        {
            var isOld = machine.GetUtcNow() - waiting.Sms.At > options.TooOld;
            if (!isOld && words.Take(waiting.Sms) == WordsTaken.NotNow)
            {
                return;
            }

            CrashPoint.Here("sms-in-handed");
            var state = isOld ? IncomingState.TooOld : IncomingState.Taken;
            if (!store.TryWrite("a text that was read", db => IncomingTable.Mark(db, waiting.Sms.Id, state)))
            {
                return;
            }
        }
    }
}

/// <param name="Look">How often gateways are asked for texts.</param>
/// <param name="Window">In which texts are counted.</param>
/// <param name="MostOfOne">Texts of one sender within it that are read; further ones are kept unread, and counted.</param>
/// <param name="MostOfAll">Of all senders together.</param>
/// <param name="TooOld">A text that lay longer answers nothing any more.</param>
internal sealed record IncomingOptions(TimeSpan Look, TimeSpan Window, int MostOfOne, int MostOfAll, TimeSpan TooOld)
{
    public static IncomingOptions Default { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), 20, 200, TimeSpan.FromHours(12));

    public IncomingOptions Scaled(double factor) => this with { Look = Look * Math.Min(1, factor) };
}
