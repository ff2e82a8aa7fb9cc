using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

/// <summary>Cut, garbled and zeroed files: what is served is true, what is lost is missing below the known next, and the store goes on.</summary>
public sealed class PackStoreDamageTests : IDisposable
{
    private const int Count = 400;

    private static readonly BootId Boot = new(0x9f3a5c0d11e2b764);

    private readonly string home = Directory.CreateTempSubdirectory("vigia-damage-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Theory]
    [MemberData(nameof(Wounds))]
    public void A_wounded_file_serves_only_what_is_true_and_names_the_rest(string file, string wound, int seed)
    {
        Fill();
        Wound(Path.Combine(home, file), wound, new Random(seed));

        using var store = new PackStore(home, PackStorePlace.Card);
        var served = Serve(store);

        Assert.All(served, p => Assert.Equal(Sample(p.Seq).Bytes, p.Bytes));
        Assert.Equal(served.Count, served.Select(p => p.Seq).Distinct().Count());
        Assert.Equal(new KnownBoot(Boot, Count), store.Boots.Single());
        store.Write([Sample(Count)]);
        Assert.Equal(Count, store.Next(Boot, Count)!.Seq);
        Assert.Equal(served.Count + 1, store.Totals.Packs);
    }

    public static TheoryData<string, string, int> Wounds()
    {
        var wounds = new TheoryData<string, string, int>();
        foreach (var file in new[] { "packs.db", "packs.db-wal" })
        {
            foreach (var wound in new[] { "cut", "garbage", "zeros" })
            {
                for (var seed = 0; seed < 10; seed++)
                {
                    wounds.Add(file, wound, seed);
                }
            }
        }

        return wounds;
    }

    [Fact]
    public void A_cut_log_leaves_exactly_the_durable_prefix()
    {
        Fill();
        var log = new FileInfo(Path.Combine(home, "packs.db-wal"));
        using (var stream = log.OpenWrite())
        {
            stream.SetLength(log.Length / 2);
        }

        using var store = new PackStore(home, PackStorePlace.Card);
        var served = Serve(store);

        Assert.InRange(served.Count, 10, Count - 10);
        Assert.Equal(Enumerable.Range(0, served.Count).Select(s => (long)s), served.Select(p => p.Seq));
    }

    [Fact]
    public void Behind_a_garbled_page_the_rest_is_saved()
    {
        Fill(checkpoint: true);
        var path = Path.Combine(home, "packs.db");
        using (var stream = File.OpenWrite(path))
        {
            stream.Position = stream.Length / 4096 / 2 * 4096;
            stream.Write(new byte[4096]);
        }

        using var store = new PackStore(home, PackStorePlace.Card);
        var served = Serve(store);

        Assert.InRange(served.Count, Count / 2, Count - 1);
        Assert.Equal(Count - 1, served[^1].Seq);
        Assert.Single(Directory.GetFiles(home, "damaged-*packs.db"));
    }

    [Fact]
    public void A_row_with_a_flipped_bit_is_set_aside_and_counted()
    {
        Fill(checkpoint: true);
        var path = Path.Combine(home, "packs.db");
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("\"seq\":200,"u8);
        bytes[at + 1] ^= 0x20;
        File.WriteAllBytes(path, bytes);

        using var store = new PackStore(home, PackStorePlace.Card);
        var served = Serve(store);

        Assert.Equal(Count - 1, served.Count);
        Assert.DoesNotContain(served, p => p.Seq == 200);
        Assert.Equal(1, store.BadRows);
        Assert.Equal(1, store.Totals.Aside);
    }

    [Fact]
    public void A_lost_database_still_names_its_next()
    {
        Fill();
        File.Delete(Path.Combine(home, "packs.db"));
        File.Delete(Path.Combine(home, "packs.db-wal"));

        using var store = new PackStore(home, PackStorePlace.Card);

        Assert.Equal([new KnownBoot(Boot, Count)], store.Boots);
        Assert.Empty(Serve(store));
    }

    [Fact]
    public void A_garbled_boot_book_is_made_good_from_the_rows()
    {
        Fill();
        File.WriteAllBytes(Path.Combine(home, "next"), [1, 2, 3, .. new byte[40]]);

        using var store = new PackStore(home, PackStorePlace.Card);

        Assert.Equal([new KnownBoot(Boot, Count)], store.Boots);
    }

    [Fact]
    public void Damaged_files_are_kept_but_not_for_ever()
    {
        for (var time = 0; time < 6; time++)
        {
            Fill();
            File.WriteAllBytes(Path.Combine(home, "packs.db"), new byte[5000]);
            using var store = new PackStore(home, PackStorePlace.Card);
        }

        Assert.InRange(Directory.GetFiles(home, "damaged-*-packs.db").Length, 1, 3);
    }

    [Fact]
    public void A_kill_in_the_middle_of_healing_is_taken_from_there()
    {
        Fill(checkpoint: true);
        File.Move(Path.Combine(home, "packs.db"), Path.Combine(home, "packs.healed"));
        File.WriteAllBytes(Path.Combine(home, "packs.db"), new byte[5000]);

        using var store = new PackStore(home, PackStorePlace.Card);

        Assert.Equal(Count, Serve(store).Count);
    }

    [Fact]
    public void A_second_process_on_the_same_files_is_refused_in_one_sentence()
    {
        using var first = new PackStore(home, PackStorePlace.Card);

        var refusal = Assert.Throws<OutboxInUseException>(() => new PackStore(home, PackStorePlace.Card));

        Assert.Contains(home, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_set_aside_is_bounded()
    {
        using var store = new PackStore(home, PackStorePlace.Card, asideBytes: 2_000);
        for (var seq = 0; seq < 50; seq++)
        {
            store.KeepAside(Sample(seq), "BadTime");
        }

        Assert.InRange(store.Totals.AsideBytes, 1_000, 2_000);
    }

    private void Fill(bool checkpoint = false)
    {
        using (var store = new PackStore(home, PackStorePlace.Card))
        {
            // One by one: each is a commit of its own. A copy taken while it is open is what a power cut leaves.
            for (var seq = 0; seq < Count; seq += 4)
            {
                store.Write([Sample(seq), Sample(seq + 1), Sample(seq + 2), Sample(seq + 3)]);
            }

            if (checkpoint)
            {
                return;
            }

            foreach (var file in Directory.GetFiles(home, "packs.db*"))
            {
                File.Copy(file, file + ".copy", overwrite: true);
            }
        }

        foreach (var copy in Directory.GetFiles(home, "*.copy"))
        {
            File.Move(copy, copy[..^".copy".Length], overwrite: true);
        }

        File.Delete(Path.Combine(home, "packs.db-shm"));
    }

    private static void Wound(string path, string wound, Random dice)
    {
        var bytes = File.ReadAllBytes(path);
        var at = dice.Next(bytes.Length);
        var length = Math.Min(dice.Next(1, 20_000), bytes.Length - at);
        if (wound == "cut")
        {
            File.WriteAllBytes(path, bytes[..at]);
            return;
        }

        if (wound == "garbage")
        {
            dice.NextBytes(bytes.AsSpan(at, length));
        }
        else
        {
            bytes.AsSpan(at, length).Clear();
        }

        File.WriteAllBytes(path, bytes);
    }

    private static List<StoredPack> Serve(PackStore store)
    {
        var served = new List<StoredPack>();
        while (store.Next(Boot, served.Count == 0 ? 0 : served[^1].Seq + 1) is { } pack)
        {
            served.Add(pack);
        }

        return served;
    }

    private static StoredPack Sample(long seq)
    {
        var header = new PackHeader(Boot, seq, ClockQuality.Ntp, 1_764_000_000_000 + seq, seq, 0xc01d);
        var bytes = PackEncoder.Encode("inv1", header, [new Reading("air", "Cel", 20 + (seq / 10.0))]);
        return new StoredPack(header, Ready: true, Alarm: seq % 50 == 0, seq, bytes);
    }
}
