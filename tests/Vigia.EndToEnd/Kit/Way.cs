using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Vigia.EndToEnd.Kit;

/// <summary>How packs come to the server.</summary>
public enum Way
{
    /// <summary>The server's own listener.</summary>
    Listener,

    /// <summary>Debian's mosquitto between them.</summary>
    Mosquitto,
}

/// <summary>A row that must hold on both ways.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothWaysAttribute(params object[] more) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        IReadOnlyCollection<ITheoryDataRow> rows =
            more.Length == 0 ? [.. Ways().Select(way => new TheoryDataRow(way))] : [.. More()];
        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    private static Way[] Ways() => Enum.GetValues<Way>();

    private IEnumerable<TheoryDataRow> More() =>
        Ways().SelectMany(way => more.Select(value => new TheoryDataRow(way, value)));
}

/// <summary>A row that the way hardly concerns: on the own listener in the short form, on both in the whole one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EitherWayAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        Way[] ways = Form.IsWhole ? [Way.Listener, Way.Mosquitto] : [Way.Listener];
        return new([.. ways.Select(way => new TheoryDataRow(way))]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
