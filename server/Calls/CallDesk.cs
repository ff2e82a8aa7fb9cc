using System.Collections.Immutable;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Sms;

namespace Vigia.Server.Calls;

/// <summary>
/// Calls people about alerts: takes each message once, and from then on looks after its incident until it is over. What was decided
/// is in <c>vigia.db</c> before a text leaves; after a kill the same decisions make the same rows. Safe for several threads.
/// </summary>
internal sealed class CallDesk(
    AlertStore store,
    CallWriter writer,
    CallPost post,
    Rations rations,
    FarmBook farm,
    CallTimes times,
    ServerClocks clocks,
    ILogger<CallDesk> log
) : IAnnouncer
{
    /// <summary>An alert that ended without a word is over for those who were called after so long of the machine.</summary>
    private static readonly TimeSpan EndsWithoutWord = TimeSpan.FromSeconds(5);

    private readonly CaseBook cases = new(store);
    private bool isLoaded;

    /// <summary>Held by whoever decides something about people: budgets and states are one.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What was held back and not told yet.</summary>
    public HeldBook Held { get; } = new();

    /// <summary>Phones to ring and sirens to sound, in the order in which they were decided.</summary>
    public Action<CallRow, Alert>? Wake { get; set; }

    /// <summary>Whether no text leaves for any phone.</summary>
    public Func<bool> IsMute { get; set; } = () => false;

    public Task<HandOver> AnnounceAsync(Message message, CancellationToken stop)
    {
        lock (Gate)
        {
            Load();
            Take(message);
        }

        return Task.FromResult(HandOver.Taken);
    }

    /// <summary>What time alone changes.</summary>
    public void Turn()
    {
        lock (Gate)
        {
            Load();
            foreach (var one in cases.All)
            {
                Look(one);
            }
        }
    }

    /// <summary>Somebody's answer about an alert; the same <paramref name="id"/> counts once. False: it could not be written down.</summary>
    public bool Answer(string id, Alert alert, string person, ReplyWord word)
    {
        lock (Gate)
        {
            Load();
            var row = new AnswerRow(id, alert.Id, person, $"{word}", NowMs, CallMeans.Sms);
            if (cases.Of(alert.Id) is not { } one)
            {
                return store.TryWrite("an answer", db => CallTable.Insert(db, row));
            }

            return Do(one, new CallEvent.Answered(person, word), new AllClearOf(alert, Who: null, NowMs), row);
        }
    }

    /// <summary>How the calling about an alert stands; null: nobody was called.</summary>
    public Calling? StateOf(long alert)
    {
        lock (Gate)
        {
            Load();
            return cases.StateOf(alert);
        }
    }

    /// <summary>Incidents about which this person was called, or whose line the person stands in.</summary>
    public IReadOnlyList<Alert> OpenOf(string person)
    {
        lock (Gate)
        {
            Load();
            return cases.OfPerson(person);
        }
    }

    /// <summary>Whether this call still has somebody to wake: nobody has answered, and it is not over.</summary>
    public bool IsToWake(CallRow row)
    {
        lock (Gate)
        {
            return row.Incident is not { } alert || cases.StateOf(alert)?.IsToWake(row.Person) != false;
        }
    }

    public Roster RosterNow() => new(farm.Plan, store.Read(db => CallTable.Joined(db, NowMs), []));

    /// <summary>The people were told of these by a summary.</summary>
    public void MarkTold(string person, IEnumerable<long> alerts) => cases.MarkTold(person, alerts, NowMs);

    private long NowMs => clocks.World.GetUtcNow().ToUnixTimeMilliseconds();

    private void Take(Message message)
    {
        var alert = message.Alert;
        var known = cases.Of(alert.Id);
        if (farm.Plan.People.Count == 0 || cases.StateOf(alert.Id)?.Messages.Contains(message.Id) == true)
        {
            return;
        }

        if (message.Kind == MessageKind.Cleared)
        {
            End(known, alert, message.CreatedMs, isTold: true);
        }
        else if (known is null || message.Kind == MessageKind.Raised)
        {
            // What came back, or was slept on, is called for anew.
            Begin(message);
        }
        else
        {
            known.Alert = alert;
            var grade = GradeOf(alert);
            Do(known, new CallEvent.Grown(message.Id, grade, IsSure(alert, grade)), new(alert, null, NowMs));
        }
    }

    private void Begin(Message message)
    {
        var (alert, roster) = (message.Alert, RosterNow());
        var grade = GradeOf(alert);
        var state = new Calling(alert.Id, message.Id, grade, roster.RoleOf(alert))
        {
            Line = [.. roster.LineOf(alert, clocks.World.GetUtcNow())],
            IsAllAtOnce = IsSure(alert, grade),
            Messages = [message.Id],
            CalledBefore = cases.Of(alert.Id) is { } before ? ToldOf(before.State) : [],
        };
        Post(cases.Begin(state, alert), Rules().Begin(state, NowMs), new(alert, null, NowMs));
    }

    private static ImmutableArray<string> ToldOf(Calling state) =>
        [.. state.CalledBefore.Union(state.Called.Where(called => called.IsTold).Select(called => called.Person))];

    private void Look(Case one)
    {
        var now = store.Read(db => AlertTable.Find(db, one.State.Alert), otherwise: null);
        if (now is null)
        {
            // Not stored, or not to be read: it goes on as it was known.
            Do(one, new CallEvent.Tick(), new(one.Alert, null, NowMs));
            return;
        }

        one.Alert = now;
        if (now.State.IsOver())
        {
            one.OverSince ??= clocks.Machine.GetTimestamp();
            if (clocks.Machine.GetElapsedTime(one.OverSince.Value) > EndsWithoutWord)
            {
                End(one, now, NowMs, isTold: LastStepOf(now)?.Reason != StepReason.NewerAlarm);
            }

            return;
        }

        one.OverSince = null;
        if (now.State is AlertState.Snoozed or AlertState.Suppressed)
        {
            // Somebody sleeps on it, or another alert explains it: nobody is called, and that time does not count.
            one.State = one.State with
            {
                SinceMs = NowMs,
            };
            return;
        }

        var isSeen = now.AcknowledgedBy is { } who && !one.State.IsSeen && !IsOfTheirWord(one.State, now, who);
        CallEvent e = isSeen ? new CallEvent.Seen(NameOf(now.AcknowledgedBy!)) : new CallEvent.Tick();
        Do(one, e, new(now, null, NowMs));
    }

    // Whose answer it was may still say no. What a text acknowledged is told here by the same text, a moment later or, after a
    // death in between, when it is read again.
    private bool IsOfTheirWord(Calling state, Alert alert, string who) =>
        (NameOf(who) is { } name && state.Of(name)?.Word is not null)
        || store
            .Read(db => AlertTable.Trail(db, alert.Id), [])
            .Any(step => step is { State: AlertState.Acknowledged, Means: Means.Sms } && step.Who == who);

    private string? NameOf(string title) => farm.Plan.People.FirstOrDefault(person => person.Title == title)?.Name;

    private void End(Case? one, Alert alert, long atMs, bool isTold)
    {
        if (one is null)
        {
            return;
        }

        var end = LastStepOf(alert);
        one.Alert = alert;
        Do(one, new CallEvent.Ended(isTold), new AllClearOf(alert, end?.Who, atMs));
    }

    private AlertStep? LastStepOf(Alert alert) =>
        store.Read(db => AlertTable.Trail(db, alert.Id), []) is [.., var last] ? last : null;

    private bool Do(Case one, CallEvent e, AllClearOf end, AnswerRow? answer = null) =>
        Post(one, Rules().Step(one.State, e, NowMs), end, answer, isQuiet: e is CallEvent.Tick);

    // Time that only passed is not written: it is counted again from what stands.
    private bool Post(Case one, CallStep step, AllClearOf end, AnswerRow? answer = null, bool isQuiet = false)
    {
        one.State = step.State;
        if (isQuiet && step.Acts.Count == 0)
        {
            return true;
        }

        var batch = writer.Write(step, one.Alert, end, NowMs);
        if (answer is not null)
        {
            batch.Answers.Add(answer);
        }

        var stored = post.Post(batch);
        if (!stored)
        {
            log.LogError("Calls about {Code} are not in {Store}: sent from memory", one.Alert.Code, StoreFile.Name);
        }

        Held.Add(batch.Held);
        if (step.State.IsOver)
        {
            cases.End(one.State.Alert);
        }

        foreach (var row in batch.Calls.Where(row => row.Means != CallMeans.Sms))
        {
            Wake?.Invoke(row, one.Alert);
        }

        return stored;
    }

    private CallRules Rules()
    {
        var now = clocks.World.GetUtcNow();
        return new CallRules(
            times,
            (person, isWoken) => rations.ReachOf(person, now, isWoken),
            [.. farm.Plan.People.Select(person => person.Name)],
            IsMute()
        );
    }

    private CallGrade GradeOf(Alert alert) => CallGrades.Of(alert, new AlertNames(farm).IsFire(alert));

    private static bool IsSure(Alert alert, CallGrade grade) =>
        grade == CallGrade.Fire && alert.Certainty == Certainty.Observed;

    private void Load()
    {
        if (isLoaded)
        {
            return;
        }

        isLoaded = true;
        if (farm.Plan.People.Count == 0)
        {
            log.LogInformation("The farm file has no people: nobody is called");
        }

        var now = clocks.World.GetUtcNow();
        cases.Load();
        foreach (var one in cases.All)
        {
            SoundOn(one.State, one.Alert);
        }

        var since = (now - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();
        rations.Load(store.Read(db => CallTable.CallsSince(db, since), []), now);
        Held.Add(store.Read(CallTable.Held, []));
    }

    // A siren that was asked for and may not have been reached: how long it sounds is counted from when it was asked.
    private void SoundOn(Calling state, Alert alert)
    {
        if (
            state.IsSirenOn
            && store
                .Read(db => CallTable.CallsOf(db, state.Alert), [])
                .LastOrDefault(row => row.Means == CallMeans.Siren)
                is { } row
        )
        {
            Wake?.Invoke(row, alert);
        }
    }
}
