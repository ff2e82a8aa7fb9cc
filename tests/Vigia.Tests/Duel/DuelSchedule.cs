using System.Text.Json;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Duel;

/// <summary>Everything that may happen to three nodes and their server, in an order that only the seed knows.</summary>
internal sealed class DuelSchedule
{
    private readonly Random dice;
    private readonly DuelServer server = new(1_764_000_000_000);
    private readonly Dictionary<string, DuelNode> nodes = [];
    private readonly DuelLink link;
    private readonly HashSet<PackKey> undone = [];
    private readonly HashSet<PackKey> unnamed = [];
    private int restoreIn = -1;

    public DuelSchedule(int seed)
    {
        dice = new Random(seed);
        foreach (var board in DuelBoard.All)
        {
            nodes.Add(board.Name, new DuelNode(board, dice, server.NowMs));
        }

        link = new DuelLink(server, nodes, dice);
    }

    /// <summary>Healths that had no place for all boots.</summary>
    public int HealthsWithRest { get; private set; }

    /// <summary>Packs put while the time was unknown.</summary>
    public int Undated { get; private set; }

    public DuelVerdict Verdict => new(server, nodes.Values, link, undone, unnamed);

    public void Step()
    {
        if (restoreIn >= 0 && restoreIn-- == 0)
        {
            Restore();
        }

        var name = DuelBoard.All[dice.Next(DuelBoard.All.Count)].Name;
        var node = nodes[name];
        var chance = dice.Next(10_000);
        if (chance < 9_600)
        {
            Ordinary(chance, name, node);
        }
        else
        {
            Trouble(chance, name, node);
        }
    }

    /// <summary>All trouble ends; goes on until nothing is under way any more.</summary>
    public void Drain()
    {
        (link.Loss, link.Cut) = (0, 0);
        server.FailFor(0);
        for (var round = 0; round < 40_000; round++)
        {
            foreach (var (name, node) in nodes)
            {
                // What can't be read is given up only when something sent later is settled.
                if (round % 50 == 0 && node.Held > 0)
                {
                    node.Sample();
                }

                Converse(name, node, withHealth: round % 50 == 0);
            }

            Settle();
            Pass(1_000);
            if (round % 50 == 1 && nodes.Values.All(n => n.Held == 0))
            {
                break;
            }
        }

        TellLast();
    }

    private void Ordinary(int chance, string name, DuelNode node)
    {
        switch (chance)
        {
            case < 1_500:
                Sample(node);
                break;
            case < 4_000:
                link.Say(name, node.Speak());
                break;
            case < 6_000:
                link.Carry();
                break;
            case < 7_500:
                link.Answer(server.Turn());
                break;
            case < 8_000:
                TellHealth(name, node);
                break;
            case < 8_500 when node.Connected:
                node.Hear(server.Heartbeat());
                break;
            case < 9_000:
                Pass(dice.Next(20_000));
                break;
            case < 9_600 when !node.Connected:
                Connect(name, node);
                break;
        }
    }

    private void Trouble(int chance, string name, DuelNode node)
    {
        switch (chance)
        {
            case < 9_730:
                Disconnect(name, node);
                break;
            case < 9_770:
                link.Loss = dice.Next(4) == 0 ? 0.3 : 0.02;
                link.Cut = dice.Next(4) == 0 ? 0.05 : 0;
                break;
            case < 9_820:
                link.Break(name);
                node.Kill();
                break;
            case < 9_840:
                link.BreakAtServer();
                server.Kill();
                break;
            case < 9_870:
                server.FailFor(dice.Next(8) == 0 ? 40 : dice.Next(1, 6));
                break;
            case < 9_890:
                link.Break(name);
                node.PowerCut();
                break;
            case < 9_910:
                node.StepClock(dice.Next(-7_200_000, 7_200_000));
                break;
            case < 9_920:
                server.StepClock(dice.Next(-600_000, 600_000));
                break;
            case < 9_950:
                AskTime(name, node);
                break;
            case < 9_970:
                Pass(dice.Next(900_000));
                break;
            case < 9_990:
                link.Overload();
                break;
            default:
                Rare(name, node);
                break;
        }
    }

    // One step in a thousand.
    private void Rare(string name, DuelNode node)
    {
        switch (dice.Next(20))
        {
            case 0 when restoreIn < 0:
                server.BackUp();
                restoreIn = dice.Next(3_000);
                break;
            case < 5:
                BeAway(name, node, restarts: dice.Next(2) == 0);
                break;
        }
    }

    private void Sample(DuelNode node)
    {
        Undated += node.Clock.Now().Quality == ClockQuality.None ? 1 : 0;
        node.Sample(misnamed: dice.Next(50) == 0);
    }

    private void TellHealth(string name, DuelNode node)
    {
        if (node.Connected && node.Report() is { } report)
        {
            HealthsWithRest += report.Rest > 0 ? 1 : 0;
            link.Say(name, JsonSerializer.SerializeToUtf8Bytes(report, WireJson.Default.Health));
        }
    }

    private void Connect(string name, DuelNode node)
    {
        node.Connect();
        TellHealth(name, node);
    }

    private void Disconnect(string name, DuelNode node)
    {
        link.Break(name);
        node.Disconnect();
    }

    // The anchor may be learned though the answer is lost.
    private void AskTime(string name, DuelNode node)
    {
        server.Anchor(name, node.Clock.KernelBoot, node.Clock.UpMs);
        if (node.Connected && node.Clock.Now().Quality == ClockQuality.None && dice.Next(3) > 0)
        {
            node.Clock.Learn(server.NowMs, node.Clock.UpMs, ClockQuality.Server);
        }
    }

    // A long outage, and one in which the process starts again and again: more boots than a health has places for.
    private void BeAway(string name, DuelNode node, bool restarts)
    {
        Disconnect(name, node);
        for (var sweeps = dice.Next(60, 110); sweeps > 0; sweeps--)
        {
            Sample(node);
            Pass(dice.Next(3_000));
            link.Say(name, node.Speak());
            if (restarts)
            {
                node.Kill();
            }
        }
    }

    // The server comes back with an older ledger; no connection outlives that.
    private void Restore()
    {
        foreach (var (name, node) in nodes)
        {
            Disconnect(name, node);
        }

        var named = nodes.Values.SelectMany(n => n.Gone).Where(k => server.StandingOf(k) == Standing.Gap).ToList();
        undone.UnionWith(server.Restore().Where(key => !nodes[key.Node].Holds(key)));
        unnamed.UnionWith(named.Where(key => server.StandingOf(key) == Standing.Unknown));
    }

    private void Converse(string name, DuelNode node, bool withHealth)
    {
        if (!node.Connected)
        {
            Connect(name, node);
        }

        node.Hear(server.Heartbeat());
        link.Say(name, node.Speak());
        if (withHealth)
        {
            TellHealth(name, node);
        }
    }

    private void Settle()
    {
        while (!link.IsIdle)
        {
            link.Carry();
            link.Answer(server.Turn());
        }
    }

    private void TellLast()
    {
        foreach (var (name, node) in nodes)
        {
            TellHealth(name, node);
        }

        Settle();
        server.Turn();
    }

    private void Pass(long ms)
    {
        server.NowMs += ms;
        foreach (var node in nodes.Values)
        {
            node.Clock.UpMs += ms;
        }
    }
}
