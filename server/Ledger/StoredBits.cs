using System.Numerics;
using System.Runtime.InteropServices;

namespace Vigia.Server.Ledger;

/// <summary>Which seqs above <c>upto</c> are stored: bitmaps of <see cref="ChunkSeqs"/> seqs, made when needed, dropped when passed.</summary>
internal sealed class StoredBits
{
    public const int ChunkSeqs = 4096;

    private const int Words = ChunkSeqs / 64;

    private readonly SortedDictionary<long, ulong[]> chunks = [];
    private readonly HashSet<long> changed = [];

    public int ChunkCount => chunks.Count;

    /// <summary>True when a seq needs no further bitmap.</summary>
    public bool Covers(long seq) => chunks.ContainsKey(seq / ChunkSeqs);

    public void Load(long chunk, ReadOnlySpan<byte> bits)
    {
        var words = new ulong[Words];
        bits.CopyTo(MemoryMarshal.AsBytes(words.AsSpan()));
        chunks.Add(chunk, words);
    }

    public bool Contains(long seq) =>
        chunks.TryGetValue(seq / ChunkSeqs, out var words)
        && (words[seq % ChunkSeqs / 64] & (1UL << (int)(seq % 64))) != 0;

    public void Add(long seq)
    {
        var chunk = seq / ChunkSeqs;
        if (!chunks.TryGetValue(chunk, out var words))
        {
            chunks.Add(chunk, words = new ulong[Words]);
        }

        words[seq % ChunkSeqs / 64] |= 1UL << (int)(seq % 64);
        changed.Add(chunk);
    }

    /// <summary>Adds every seq from first to last, a word at a time.</summary>
    public void AddRun(long first, long last)
    {
        for (var at = first; at <= last; at = (at / 64 * 64) + 64)
        {
            Add(at);
            var bits = (int)Math.Min(last - at + 1, 64 - (at % 64));
            var mask = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
            chunks[at / ChunkSeqs][at % ChunkSeqs / 64] |= mask << (int)(at % 64);
        }
    }

    /// <summary>Forgets chunks that lie wholly at or below <paramref name="seq"/>.</summary>
    public void DropThrough(long seq)
    {
        while (chunks.Count > 0 && chunks.First() is var (chunk, _) && ((chunk + 1) * ChunkSeqs) - 1 <= seq)
        {
            chunks.Remove(chunk);
            changed.Add(chunk);
        }
    }

    /// <summary>The first seq from <paramref name="seq"/> on that is not stored.</summary>
    public long EndOfRun(long seq)
    {
        while (chunks.TryGetValue(seq / ChunkSeqs, out var words))
        {
            var word = words[seq % ChunkSeqs / 64] >> (int)(seq % 64);
            var ones = BitOperations.TrailingZeroCount(~word);
            var left = 64 - (int)(seq % 64);
            seq += Math.Min(ones, left);
            if (ones < left)
            {
                return seq;
            }
        }

        return seq;
    }

    /// <summary>The last seq from <paramref name="seq"/> downward that is not stored.</summary>
    public long StartOfRun(long seq)
    {
        while (seq >= 0 && chunks.TryGetValue(seq / ChunkSeqs, out var words))
        {
            // The bits up to this seq, moved to the top: how many of them are set without a hole?
            var have = (int)(seq % 64) + 1;
            var ones = BitOperations.LeadingZeroCount(~(words[seq % ChunkSeqs / 64] << (64 - have)));
            seq -= Math.Min(ones, have);
            if (ones < have)
            {
                return seq;
            }
        }

        return seq;
    }

    /// <summary>The first stored seq at or after <paramref name="seq"/>, or null.</summary>
    public long? NextStored(long seq)
    {
        foreach (var (chunk, words) in chunks)
        {
            var first = Math.Max(seq, chunk * ChunkSeqs);
            for (var at = first; at < (chunk + 1) * ChunkSeqs; at = (at / 64 * 64) + 64)
            {
                var word = words[at % ChunkSeqs / 64] >> (int)(at % 64);
                if (word != 0)
                {
                    return at + BitOperations.TrailingZeroCount(word);
                }
            }
        }

        return null;
    }

    /// <summary>Every bitmap as it is now.</summary>
    public IEnumerable<(long Chunk, byte[] Bits)> Snapshot() =>
        chunks.Select(c => (c.Key, MemoryMarshal.AsBytes(c.Value.AsSpan()).ToArray()));

    /// <summary>Chunks to write (with their bits) or to delete (without) in the next transaction.</summary>
    public IEnumerable<(long Chunk, ulong[]? Words)> TakeChanges()
    {
        if (changed.Count == 0)
        {
            return [];
        }

        var taken = changed.Select(chunk => (chunk, chunks.GetValueOrDefault(chunk))).ToList();
        changed.Clear();
        return taken;
    }
}
