using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

/// <summary>What is torn out of a node's card is a named gap, exactly that; everything else arrives.</summary>
public sealed class OutboxDamageRows
{
    private const int Packs = 400;

    // Both measure the same points at the same milliseconds.
    private static readonly Allowed TwoMachines = new() { MovedMs = 100 };

    public static TheoryData<string> Damages => ["cut", "garbled", "rows"];

    [Theory, MemberData(nameof(Damages))]
    public async Task A_damaged_outbox_loses_exactly_what_is_then_named(string damage)
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        var node = farm.Nodes["inv1"];
        History.Put(node, Packs);

        Damage(damage, Databases.OfCard(node));
        var lost = await farm.SettledButForAsync(farm.Sampled());

        Assert.InRange(lost.Count, 1, Packs);
        await farm.ProveAsync(new Allowed { Gaps = lost });
    }

    [Fact]
    public async Task A_cloned_outbox_is_stored_once()
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        History.Put(farm.Nodes["inv1"], Packs);
        var twin = farm.AddTwin("inv1");

        farm.StartAgent();
        farm.StartAgent(twin);
        await farm.StoredAsync(Packs + 20, TimeSpan.FromSeconds(60));

        await farm.ProveAsync(TwoMachines);
    }

    [Theory, BothWays]
    public async Task Two_machines_with_one_identity_drain_in_turns(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        var twin = farm.AddTwin("inv1");

        var (one, other) = (farm.StartAgent(), farm.StartAgent(twin));
        await one.SampledAsync(30);
        await other.SampledAsync(30);
        await farm.StoredAsync(60, TimeSpan.FromSeconds(60));

        await farm.ProveAsync(TwoMachines);
    }

    /// <summary>A small card and a long outage: the oldest go, each is named, and nothing freezes.</summary>
    [Fact]
    public async Task An_overflowing_outbox_names_exactly_what_it_dropped()
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        var node = farm.Nodes["inv1"];
        await File.WriteAllTextAsync(node.NodeFile, WithSmallOutbox(await File.ReadAllTextAsync(node.NodeFile)));
        History.Put(node, packs: 6000, cardBytes: 1 << 20);

        var dropped = await farm.SettledButForAsync(farm.Sampled());

        Assert.NotEmpty(dropped);
        Assert.Equal(dropped.Count - 1, dropped.Max(identity => identity.Seq));
        await farm.ProveAsync(new Allowed { Gaps = dropped });
    }

    private static string WithSmallOutbox(string nodeFile) => $"{nodeFile}\noutbox: {{ size: 1MB }}\n";

    private static void Damage(string kind, string database)
    {
        var length = new FileInfo(database).Length;
        using var file = new FileStream(database, FileMode.Open);
        var random = new Random(Seeds.Seed);
        switch (kind)
        {
            case "cut":
                file.SetLength(length / 2);
                break;
            case "garbled":
                GarblePages(file, random, pages: 5);
                break;
            default:
                FlipBits(file, random, flips: 20);
                break;
        }
    }

    // From the second half, where rows lie and not the tables' roots.
    private static void GarblePages(FileStream file, Random random, int pages)
    {
        var noise = new byte[4096];
        for (var i = 0; i < pages; i++)
        {
            random.NextBytes(noise);
            file.Position = random.NextInt64(file.Length / 8192, file.Length / 4096) * 4096;
            file.Write(noise);
        }
    }

    private static void FlipBits(FileStream file, Random random, int flips)
    {
        for (var i = 0; i < flips; i++)
        {
            file.Position = random.NextInt64(file.Length / 2, file.Length);
            var was = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(was ^ (1 << random.Next(8))));
        }
    }
}
