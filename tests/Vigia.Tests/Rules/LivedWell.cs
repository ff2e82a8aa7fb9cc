using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>A well that lives on, sweep by sweep, with the farm's mains and a fire post: the farm on which incidents come and go.</summary>
internal sealed class LivedWell : IDisposable
{
    private const string Farm = """
        language: en
        title: El Maizal
        zones:
          - { name: luz, title: Mains, kind: mains }
          - { name: pozo, title: Well, kind: pump-house, fed_by: luz }
          - { name: post, title: La Ceiba, kind: fire-post }
        nodes:
          - { name: luz-1, zone: luz }
          - { name: pozo-1, zone: pozo }
          - { name: post-1, zone: post }
        rules:
          - { name: hot, title: Too hot, zone: pozo, point: air, above: 38, clear: 36 }
          - { name: grave, title: Grave, zone: pozo, severity: extreme, point: gas, above: 10, clear: 5, parent: mains-lost }
          - { name: hot-post, title: Post hot, zone: post, point: air, above: 38, clear: 36 }
        """;

    public LivedWell()
    {
        Place.StartFarm(Farm);
        Begin();
        Live(TimeSpan.FromMinutes(1));
    }

    public RulesPlace Place { get; } = new();

    public double Mains { get; set; } = 1;

    public double WellMains { get; set; } = 1;

    public double Air { get; set; } = 30;

    public double Gas { get; set; }

    public double Flow { get; set; } = 20;

    public bool IsDead { get; set; }

    public void Dispose() => Place.Dispose();

    public DateTimeOffset Now => Place.Clock.GetUtcNow();

    public IReadOnlyList<string> Told() => Place.Texts();

    public string Code(string rule) => Open(rule).Code;

    public Alert Open(string rule) => Place.OpenAlerts().Single(alert => alert.Rule == rule);

    public void Restart()
    {
        Place.Follower.SaveNow();
        Place.Kill();
        Begin();
    }

    private void Begin()
    {
        Place.Follower.FollowOnce();
        Place.Watch.Begin();
    }

    // What the well's node measured before it was heard again.
    public void Remember(double hot)
    {
        Place.Ledger.Add(Now, Now.AddSeconds(-18), "pozo-1", new Reading("air", "Cel", hot));
        Place.Follower.FollowOnce();
    }

    public void Live(TimeSpan span) =>
        Place.Repeat(
            span,
            TimeSpan.FromSeconds(10),
            () =>
            {
                Hear("luz-1", new Reading("state-mains", null, Mains));
                Hear("post-1", new Reading("air", "Cel", 25));
                if (!IsDead)
                {
                    Hear(
                        "pozo-1",
                        new Reading("air", "Cel", Air),
                        new Reading("gas", "ppm", Gas),
                        new Reading("state-mains", null, WellMains),
                        new Reading("state-pump", null, 1),
                        new Reading("flow", "l/min", Flow)
                    );
                }

                Place.Follower.FollowOnce();
                Place.Alarms.Tick(Now);
            }
        );

    public void Alarm(long aid, double value, double limit)
    {
        var t = Now.ToUnixTimeSeconds();
        var report = new AlarmReport(
            new BootId(7),
            aid,
            t,
            ClockQuality.Ntp,
            Up: 1,
            "c01d",
            t + 600,
            "air",
            "Cel",
            value,
            limit
        );
        Assert.Equal(AlarmAnswer.Stored, Place.Alarms.Take("pozo-1", report, Now, "pozo"));
    }

    private void Hear(string node, params Reading[] readings)
    {
        Place.Watch.Hear(node);
        Place.Ledger.Add(Now, node, readings);
    }
}
