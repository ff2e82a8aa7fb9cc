using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Vigia.Server.Live.Shown;

/// <summary>A server-sent event as it goes over the wire (WHATWG HTML, 9.2.6): its name, and one line of JSON.</summary>
internal readonly struct PageEvent
{
    private static ReadOnlySpan<byte> Data => "\ndata: "u8;
    private static ReadOnlySpan<byte> End => "\n\n"u8;

    private readonly int jsonFrom;

    private PageEvent(byte[] bytes, int jsonFrom) => (Bytes, this.jsonFrom) = (bytes, jsonFrom);

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What it tells, without its frame.</summary>
    public ReadOnlyMemory<byte> Json => Bytes[jsonFrom..^End.Length];

    public static PageEvent Of<T>(string name, T value, JsonTypeInfo<T> type)
    {
        byte[] head = [.. "event: "u8, .. Encoding.ASCII.GetBytes(name), .. Data];
        return new PageEvent([.. head, .. JsonSerializer.SerializeToUtf8Bytes(value, type), .. End], head.Length);
    }
}
