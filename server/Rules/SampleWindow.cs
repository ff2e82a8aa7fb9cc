using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>
/// The last readings of a point, oldest first. Immutable: what is added is written behind the present end, where no older
/// window looks; two that grew from one go apart. For one thread.
/// </summary>
[JsonConverter(typeof(SampleWindowConverter))]
internal readonly struct SampleWindow
{
    private const int Fewest = 8;

    private readonly Tape? tape;
    private readonly int from;
    private readonly int to;

    private SampleWindow(Tape tape, int from, int to)
    {
        this.tape = tape;
        this.from = from;
        this.to = to;
    }

    public ReadOnlySpan<Sample> Samples => tape is null ? [] : tape.Samples.AsSpan(from, to - from);

    /// <param name="oldestMs">Older ones go.</param>
    /// <param name="most">Of more than so many the oldest go.</param>
    public SampleWindow Add(Sample sample, long oldestMs, int most)
    {
        var first = from;
        while (first < to && (tape!.Samples[first].Ms < oldestMs || to - first >= most))
        {
            first++;
        }

        if (tape is null || tape.Used != to || to == tape.Samples.Length)
        {
            return Copied(first, sample);
        }

        tape.Samples[to] = sample;
        tape.Used++;
        return new SampleWindow(tape, first, to + 1);
    }

    private SampleWindow Copied(int first, Sample sample)
    {
        var kept = Samples[(first - from)..];
        var copy = new Tape(new Sample[Math.Max(Fewest, 2 * (kept.Length + 1))]) { Used = kept.Length + 1 };
        kept.CopyTo(copy.Samples);
        copy.Samples[kept.Length] = sample;
        return new SampleWindow(copy, 0, copy.Used);
    }

    private sealed class Tape(Sample[] samples)
    {
        public Sample[] Samples { get; } = samples;

        public int Used { get; set; }
    }
}

/// <summary>A list of samples.</summary>
internal sealed class SampleWindowConverter : JsonConverter<SampleWindow>
{
    public override SampleWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var window = default(SampleWindow);
        foreach (var sample in JsonSerializer.Deserialize(ref reader, RuleJson.Default.SampleArray) ?? [])
        {
            window = window.Add(sample, long.MinValue, int.MaxValue);
        }

        return window;
    }

    public override void Write(Utf8JsonWriter writer, SampleWindow value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (ms, known) in value.Samples)
        {
            writer.WriteStartObject();
            writer.WriteNumber("ms"u8, ms);
            writer.WriteNumber("value"u8, known);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
