using FsCheck.Xunit;
using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>The life of alerts under chance: readings, people's words, lost nodes and kills in any order.</summary>
[Trait("beside", "browser")]
public sealed class AlertLifeTests
{
    private const string Farm = """
        language: en
        silence: 2m
        flapping: { raises: 4, calm: 10m }
        zones:
          - { name: luz, kind: mains }
          - { name: pozo, kind: pump-house, fed_by: luz }
          - { name: post, kind: fire-post }
        nodes:
          - { name: luz-1, zone: luz }
          - { name: pozo-1, zone: pozo }
          - { name: post-1, zone: post }
        rules:
          - { name: hot, zone: pozo, point: air, above: 38, clear: 36, parent: mains-lost }
          - { name: warm, zone: post, point: air, above: 38, clear: 36, parent: [mains-lost, hot] }
        """;

    private const int Steps = 30;

    // What may follow what; of one that is over only a new beginning, and of one that a person ended nothing.
    private static readonly Dictionary<AlertState, AlertState[]> Next = new()
    {
        [AlertState.Raised] = Enum.GetValues<AlertState>(),
        [AlertState.Acknowledged] = Enum.GetValues<AlertState>(),
        [AlertState.Snoozed] = Enum.GetValues<AlertState>(),
        [AlertState.Suppressed] = Enum.GetValues<AlertState>(),
        [AlertState.Cleared] = [AlertState.Cleared, AlertState.Raised],
        [AlertState.False] = [AlertState.False],
        [AlertState.Closed] = [AlertState.Closed],
    };

    [Property(MaxTest = 20)]
    public void Whatever_happens_an_alert_lives_by_its_rules(int seed)
    {
        using var run = new Run(new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            run.Step();
            run.Check();
        }

        run.Settle();
        run.Check();
        run.CheckAllTold();
    }

    [Fact]
    public void The_chances_of_the_property_reach_every_state_and_refusal()
    {
        var (states, answers) = (new HashSet<AlertState>(), new HashSet<DeskAnswer>());
        for (var seed = 0; seed < 10; seed++)
        {
            using var run = new Run(new Random(seed));
            for (var step = 0; step < Steps; step++)
            {
                run.Step();
            }

            states.UnionWith(run.States());
            answers.UnionWith(run.Answers);
        }

        Assert.Equal(Enum.GetValues<AlertState>().Order(), states.Order());
        Assert.Superset(
            new HashSet<DeskAnswer>
            {
                DeskAnswer.Done,
                DeskAnswer.AlreadyAcknowledged,
                DeskAnswer.AlreadyOver,
                DeskAnswer.FireIsNotSnoozed,
            },
            answers
        );
    }

    private sealed class Run : IDisposable
    {
        private static readonly By Jose = new("José", Means.Sms);

        private readonly RulesPlace place = new();
        private readonly Random fate;
        private readonly HashSet<string> dead = [];
        private double mains = 1;
        private double air = 30;
        private bool burns;
        private long messages;
        private DateTimeOffset diedAt = RulesPlace.Ten;

        // Longer than anything waits to be told: for what explains it, after that, or to see whether it stays.
        private static readonly TimeSpan Patience = Incidents.ComesBack + TimeSpan.FromMinutes(1);

        public Run(Random fate)
        {
            this.fate = fate;
            place.StartFarm(Farm);
            Begin();
        }

        public HashSet<DeskAnswer> Answers { get; } = [];

        public void Dispose() => place.Dispose();

        public IEnumerable<AlertState> States() =>
            All().SelectMany(alert => place.Desk.Trail(alert.Id)).Select(s => s.State);

        public void Step()
        {
            switch (fate.Next(14))
            {
                case 0 or 1 or 2:
                    air = 70 - air;
                    break;
                case 3:
                    mains = 1 - mains;
                    break;
                case 4:
                    burns = !burns;
                    break;
                case 5:
                    var node = new[] { "luz-1", "pozo-1", "post-1" }[fate.Next(3)];
                    if (!dead.Remove(node))
                    {
                        dead.Add(node);
                    }

                    break;
                case 6:
                    Die();
                    break;
                case 7:
                    Live(TimeSpan.FromMinutes(fate.Next(2, 12)));
                    break;
                default:
                    Speak();
                    break;
            }

            Live(TimeSpan.FromSeconds(fate.Next(1, 7) * 10));
        }

        /// <summary>A kill, and nothing more happens for a while.</summary>
        public void Settle()
        {
            Die();
            Live(2 * Patience);
        }

        // What nobody has seen, is asleep on, or is told by another, and which has stood so for long enough: people know that it is.
        public void CheckAllTold()
        {
            var names = new AlertNames(place.Plan);
            var since = (place.Clock.GetUtcNow() - Patience).ToUnixTimeMilliseconds();
            Assert.True(diedAt.ToUnixTimeMilliseconds() <= since);
            foreach (
                var alert in place
                    .OpenAlerts()
                    .Where(alert => alert is { State: AlertState.Raised, Certainty: > Certainty.Possible })
                    .Where(alert => names.IsTold(alert) && place.Desk.Trail(alert.Id)[^1].AtMs <= since)
            )
            {
                var last = place.Data.Store.Read(
                    db =>
                        db.Rows(
                            "SELECT kind FROM message WHERE alert = @0 ORDER BY rowid DESC LIMIT 1",
                            row => row.GetString(0),
                            alert.Id
                        ),
                    []
                );
                Assert.True(
                    last is [nameof(MessageKind.Raised) or nameof(MessageKind.Escalated)],
                    $"{alert} was told last: {last.FirstOrDefault()}\n{string.Join('\n', place.Desk.Trail(alert.Id))}"
                );
            }
        }

        public void Check()
        {
            var open = place.OpenAlerts();
            Assert.Equal(open.Count, open.DistinctBy(alert => (alert.Rule, alert.Place)).Count());
            foreach (var alert in All())
            {
                CheckTrail(alert);
            }

            foreach (var hidden in open.Where(alert => alert.State == AlertState.Suppressed))
            {
                Assert.NotEqual("fire", hidden.Rule);
                Assert.Contains(open, other => other.Id == hidden.Parent);
            }

            CheckMessages();
        }

        private void CheckTrail(Alert alert)
        {
            var trail = place.Desk.Trail(alert.Id);
            Assert.Equal(AlertState.Raised, trail[0].State);
            Assert.Equal(alert.State, trail[^1].State);
            Assert.All(
                trail.Zip(trail.Skip(1)),
                pair => Assert.True(Next[pair.First.State].Contains(pair.Second.State), $"{pair}")
            );
            Assert.All(
                trail.Where(step =>
                    step.Reason
                        is StepReason.Acknowledged
                            or StepReason.Snoozed
                            or StepReason.DeclaredFalse
                            or StepReason.ClosedByHand
                ),
                step => Assert.Equal(("José", Means.Sms), (step.Who, step.Means))
            );
            if (alert.Rule == "fire")
            {
                Assert.DoesNotContain(trail, step => step.State is AlertState.Suppressed or AlertState.Snoozed);
            }
        }

        // None about what is hidden, but that it is over; and of nothing the end alone.
        private void CheckMessages()
        {
            var rows = place.Data.Store.Read(
                db =>
                    db.Rows(
                        "SELECT m.rowid, m.alert, m.kind, m.created_ms, (SELECT min(kind <> 'Raised') FROM message f WHERE f.alert = m.alert AND f.rowid = (SELECT min(rowid) FROM message WHERE alert = m.alert)) FROM message m WHERE m.rowid > @0",
                        row =>
                            (
                                Row: row.GetInt64(0),
                                Alert: row.GetInt64(1),
                                Kind: Enum.Parse<MessageKind>(row.GetString(2)),
                                AtMs: row.GetInt64(3),
                                IsOdd: row.GetInt64(4)
                            ),
                        messages
                    ),
                []
            );
            foreach (var (row, alert, kind, atMs, isOdd) in rows)
            {
                Assert.Equal(0, isOdd);
                Assert.True(kind == MessageKind.Cleared || !IsHiddenAt(alert, atMs), $"{row} tells of what is hidden");
                messages = row;
            }
        }

        // Of several steps at one moment, the message may be between any two.
        private bool IsHiddenAt(long alert, long atMs)
        {
            var before = place.Desk.Trail(alert).Where(step => step.AtMs <= atMs).ToList();
            return before[^1].State == AlertState.Suppressed
                && before.Where(step => step.AtMs == atMs).All(step => step.State == AlertState.Suppressed);
        }

        private void Speak()
        {
            var alerts = All();
            if (alerts.Count == 0)
            {
                return;
            }

            var open = place.OpenAlerts();
            var alert =
                open.Count > 0 && fate.Next(5) > 0 ? open[fate.Next(open.Count)] : alerts[fate.Next(alerts.Count)];
            var (now, before) = (place.Clock.GetUtcNow(), place.Desk.Trail(alert.Id).Count);
            var answer = fate.Next(7) switch
            {
                0 or 1 or 2 => place.Desk.Acknowledge(alert.Id, Jose, now),
                3 => place.Desk.Snooze(alert.Id, now.AddMinutes(fate.Next(0, 20)), Jose, now),
                4 => place.Desk.Note(alert.Id, "regado", Jose, now),
                5 => place.Desk.DeclareFalse(alert.Id, Jose, now),
                _ => place.Desk.Close(alert.Id, Jose, now),
            };
            Answers.Add(answer);
            Assert.Equal(before + (answer == DeskAnswer.Done ? 1 : 0), place.Desk.Trail(alert.Id).Count);
        }

        private List<Alert> All() =>
            place.Data.Store.Read(
                db => db.Rows($"SELECT {AlertTable.ColumnsOf("alert")} FROM alert", row => AlertTable.Read(row)),
                []
            );

        private void Die()
        {
            if (fate.Next(2) == 0)
            {
                place.Follower.SaveNow();
            }

            place.Kill();
            Begin();
            diedAt = place.Clock.GetUtcNow();
        }

        private void Begin()
        {
            place.Follower.FollowOnce();
            place.Watch.Begin();
        }

        private void Live(TimeSpan span) =>
            place.Repeat(
                span,
                TimeSpan.FromSeconds(10),
                () =>
                {
                    Hear("luz-1", new Reading("state-mains", null, mains));
                    Hear("pozo-1", new Reading("air", "Cel", air));
                    Hear(
                        "post-1",
                        new Reading("air", "Cel", air),
                        new Reading("temperature", "Cel", burns ? 95 : 30),
                        new Reading("state-flame", null, burns ? 1 : 0),
                        new Reading("gas_ratio-smoke", "/", burns ? 6 : 1)
                    );
                    place.Follower.FollowOnce();
                }
            );

        private void Hear(string node, params Reading[] readings)
        {
            if (!dead.Contains(node))
            {
                place.Watch.Hear(node);
                place.Ledger.Add(place.Clock.GetUtcNow(), node, readings);
            }
        }
    }
}
