using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Wire;

/// <summary>The server's sign of life: retained, every 10 s, and its last will (then <c>store</c> is <c>down</c>).</summary>
/// <param name="Id">Which server; a node obeys one.</param>
/// <param name="Run">Which start of it.</param>
/// <param name="Since">Unix seconds of that start.</param>
/// <param name="Time">Unix seconds now.</param>
/// <param name="Clk">What stands behind that time.</param>
/// <param name="Store">See <see cref="StoreState"/>.</param>
public sealed record Heartbeat(string Id, string Run, double Since, double Time, ClockQuality Clk, string Store);

/// <summary>What a heartbeat says of the server's ledger.</summary>
public static class StoreState
{
    public const string Ok = "ok";
    public const string Full = "full";
    public const string Down = "down";
}

/// <summary>Retained at each connection.</summary>
/// <param name="Conn">Number of this connection in its boot, from 1.</param>
/// <param name="Machine">Hash of board serial and machine id: two machines with one identity differ in it.</param>
/// <param name="Up">Seconds of CLOCK_BOOTTIME.</param>
/// <param name="Kb">Short hash of the kernel's boot id.</param>
public sealed record Birth(
    BootId Boot,
    int Conn,
    string Machine,
    string Version,
    double Up,
    string Kb,
    IReadOnlyList<BirthPoint> Points
);

/// <summary>A point a node says it has.</summary>
public sealed record BirthPoint(string N, string U, string Sensor, double Every);

/// <summary>The node's last will. It is dead only if boot and conn are still those of its last birth.</summary>
public sealed record Death(BootId Boot, int Conn);

/// <summary>On each connection, each minute, and after a drop.</summary>
/// <param name="Held">Of each boot the lowest seq still held and the next to come, ≤ <see cref="MaxHeld"/> boots.</param>
/// <param name="Rest">Boots that found no place in <paramref name="Held"/>.</param>
/// <param name="Packs">Packs held in all.</param>
/// <param name="Dropped">Packs this boot dropped, by reason: <c>OutboxFull</c>, <c>BadCrc</c>, <c>NoAnswer</c>.</param>
/// <param name="SetAside">Packs the server refused, kept aside on the node.</param>
/// <param name="Board">The computer beneath; null: nothing of it can be read.</param>
public sealed record Health(
    BootId Boot,
    double Up,
    string Kb,
    IReadOnlyList<HeldBoot> Held,
    int Rest,
    long Packs,
    IReadOnlyDictionary<string, long> Dropped,
    long SetAside,
    IReadOnlyDictionary<string, long> Faults,
    BoardState? Board = null
)
{
    public const int MaxHeld = 64;
}

/// <summary>What a node's kernel says of its computer; what cannot be read is null.</summary>
/// <param name="Cpu">°C, -60 to 150.</param>
/// <param name="Disk">Used share of the file system that has the outbox, 0 to 1.</param>
/// <param name="Weak">The supply was below 4.63 V in the last seconds (a Raspberry Pi's <c>rpi_volt</c>).</param>
public sealed record BoardState(double? Cpu = null, double? Disk = null, bool? Weak = null) : IJsonOnDeserialized
{
    /// <summary>From where on a node has too little room: the rest is soon an outage's.</summary>
    public const double FullDisk = 0.9;

    /// <summary>°C from which a Raspberry Pi slows itself down.</summary>
    public const double HotCpu = 80;

    /// <summary>Somebody should look at the board.</summary>
    public bool IsPoor() => Weak == true || Disk > FullDisk || Cpu > HotCpu;

    /// <summary>A temperature that a processor can have.</summary>
    public static bool IsPossible(double cpu) => cpu is >= -60 and <= 150;

    /// <summary>Throws <see cref="JsonException"/> for what no board can be.</summary>
    public void OnDeserialized()
    {
        if (Cpu is { } cpu && !IsPossible(cpu) || Disk is < 0 or > 1)
        {
            throw new JsonException("no board is so");
        }
    }
}

/// <summary>On the wire <c>[boot, low, next]</c>.</summary>
[JsonConverter(typeof(HeldBootJson))]
public readonly record struct HeldBoot(BootId Boot, long Low, long Next);

/// <summary>A node asks the time.</summary>
/// <param name="N">Number of the question, given back in the answer.</param>
/// <param name="T">Unix seconds by the node's own clock.</param>
public sealed record TimeAsk(long N, double Up, string Kb, ClockQuality Clk, double T);

/// <summary>The answer, at once, whatever the stores do.</summary>
/// <param name="Rx">Unix seconds when the question came.</param>
/// <param name="Tx">Unix seconds when the answer went.</param>
public sealed record TimeReply(long N, double Rx, double Tx, ClockQuality Clk);

/// <summary>A node's own alarm: repeated every 5 s until acknowledged or expired.</summary>
/// <param name="Aid">Counts a boot's alarms from 0.</param>
/// <param name="T">Unix seconds of the reading, by the node's clock.</param>
/// <param name="Up">Its CLOCK_BOOTTIME, from which the server dates it where that clock is off.</param>
/// <param name="Expires">Unix seconds after which it is not repeated.</param>
public sealed record AlarmReport(
    BootId Boot,
    long Aid,
    double T,
    ClockQuality Clk,
    double Up,
    string Kb,
    double Expires,
    string Point,
    string Unit,
    double Value,
    double Limit
);

/// <summary>
/// An order to one run of a node, never retained. The server knows the node's uptime from the node's own last word (birth, health,
/// reply) and counts on from it by a clock that nobody steps: so an order is never younger than it says.
/// </summary>
/// <param name="By">Id of the server; a node obeys one.</param>
/// <param name="Id">Grows, 0 to <see cref="MaxId"/>; an id once obeyed is answered again, and not obeyed again.</param>
/// <param name="Up">Node's uptime in seconds when the order was made: it is valid for 30 s of it.</param>
/// <param name="Name">Of <see cref="CommandName"/>.</param>
/// <param name="For">Of <see cref="CommandName.Siren"/>: seconds, 0 to <see cref="MaxSound"/>; 0 ends what sounds by order.</param>
/// <param name="Sound">Of <see cref="CommandName.Siren"/>: of <see cref="SirenSound"/>; null: steady.</param>
public sealed record Command(
    string By,
    BootId Boot,
    long Id,
    double Up,
    string Name,
    double? For = null,
    string? Sound = null
)
{
    /// <summary>The largest whole number that JSON carries everywhere.</summary>
    public const long MaxId = (1L << 53) - 1;

    /// <summary>Seconds. A node's own bound may be shorter.</summary>
    public const double MaxSound = 1800;
}

public static class CommandName
{
    /// <summary>Answered <c>Pong</c>.</summary>
    public const string Ping = "ping";

    public const string Siren = "siren";
}

public static class SirenSound
{
    /// <summary>All the time: a fire.</summary>
    public const string Steady = "steady";

    /// <summary>A second on, a second off: something else than a fire.</summary>
    public const string Pulses = "pulses";
}

/// <summary>What became of an order.</summary>
/// <param name="Boot">The run that answers, which may not be the one that was meant.</param>
/// <param name="Result">A name: <c>Done</c>, <c>Pong</c>, <c>Expired</c>, <c>OtherBoot</c>, <c>OldId</c>, <c>NoSiren</c>, <c>LineFault</c>, <c>Resting</c>, <c>BadCommand</c>.</param>
/// <param name="Up">Its uptime in seconds.</param>
/// <param name="Last">The last id that it obeyed; -1: none.</param>
public sealed record CommandReply(BootId Boot, long Id, string Result, double Up, long Last);

/// <summary>Serializers of everything but packs and acks, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(Birth))]
[JsonSerializable(typeof(Death))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(TimeAsk))]
[JsonSerializable(typeof(TimeReply))]
[JsonSerializable(typeof(AlarmReport))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(CommandReply))]
public sealed partial class WireJson : JsonSerializerContext;
