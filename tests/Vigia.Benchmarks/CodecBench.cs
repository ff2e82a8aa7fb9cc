using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>A pack of five values, as a node writes it and as the server reads it.</summary>
[MemoryDiagnoser]
public class CodecBench
{
    private static readonly Reading[] Readings =
    [
        new("air", "Cel", 27.4),
        new("humidity", "%RH", 61.5),
        new("soil", "/", 0.31),
        new("co2", "ppm", 612),
        new("litros", "l", 3.5, 5120.5),
    ];

    private readonly PackHeader header = new(
        new BootId(7),
        1842,
        ClockQuality.Ntp,
        1_764_000_000_120,
        86_400_118,
        0xc01d
    );
    private readonly PackDecoder decoder = new();
    private readonly Pack pack = new();
    private byte[] bytes = [];

    public static int Run()
    {
        BenchmarkRunner.Run<CodecBench>();
        return 0;
    }

    [GlobalSetup]
    public void Encode() => bytes = Write();

    [Benchmark]
    public byte[] Write() => PackEncoder.Encode("inv-1", header, Readings);

    [Benchmark]
    public bool Read() => decoder.Decode(bytes, "inv-1", pack) is null;
}
