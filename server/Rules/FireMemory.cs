using System.Collections.Immutable;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Rules;

/// <summary>What a rule of fire remembers of one place, beside its points.</summary>
internal sealed record FireMemory
{
    public static FireMemory None { get; } = new();

    /// <summary>How sure it is.</summary>
    public FireStage Stage { get; init; }

    /// <summary>By <c>node/transducer/kind</c>.</summary>
    public ImmutableDictionary<string, Evidence> Evidence { get; init; } = ImmutableDictionary<string, Evidence>.Empty;

    /// <summary>The runs of its nodes.</summary>
    public ImmutableDictionary<string, NodeRun> Runs { get; init; } = ImmutableDictionary<string, NodeRun>.Empty;

    /// <summary>What people said of it.</summary>
    public FireWords Words { get; init; } = FireWords.None;

    /// <summary>When a chip of a room last leapt, by <c>node/transducer</c>.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Jumps { get; init; } =
        ImmutableDictionary<string, DateTimeOffset>.Empty;
}
