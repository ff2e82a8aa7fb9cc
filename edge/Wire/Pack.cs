namespace Vigia.Wire;

/// <summary>
/// What the first record of a pack says of all of it.
/// </summary>
/// <param name="Boot">With <paramref name="Seq"/> and the node: the pack's identity.</param>
/// <param name="Seq">Contiguous from 0 in a boot.</param>
/// <param name="Clock">What stands behind <paramref name="TimeMs"/>.</param>
/// <param name="TimeMs">Unix milliseconds: <c>bt</c>.</param>
/// <param name="UpMs">Milliseconds of CLOCK_BOOTTIME at that time, null when the node doesn't say.</param>
/// <param name="KernelBoot">Short hash of the kernel's boot id, 0 when the node doesn't say: ties <paramref name="UpMs"/> of several boots together.</param>
public readonly record struct PackHeader(
    BootId Boot,
    long Seq,
    ClockQuality Clock,
    long TimeMs,
    long? UpMs,
    uint KernelBoot
);

/// <summary>One sweep of a lane. Reused by its decoder: what must last is copied.</summary>
public sealed class Pack
{
    /// <summary>Bytes beyond which a pack is refused unread.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Records beyond which a pack is refused; a node closes its own at 50.</summary>
    public const int MaxRecords = 256;

    /// <summary>Highest <c>seq</c>: 2^53, where a JSON number stops being exact.</summary>
    public const long MaxSeq = 1L << 53;

    public PackHeader Header { get; set; }

    public List<Reading> Readings { get; } = [];

    /// <summary>Of a plain device: not every record has an absolute time, so all are as of their arrival.</summary>
    public bool Untimed { get; internal set; }

    /// <summary>Milliseconds from the first instant of the pack to its last reading.</summary>
    public long SpanMs
    {
        get
        {
            var span = 0L;
            foreach (var reading in Readings)
            {
                span = Math.Max(span, reading.OffsetMs);
            }

            return span;
        }
    }
}
