using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>What a measure remembers of one point, each its own kind. Immutable.</summary>
[JsonDerivedType(typeof(Recent), "recent")]
[JsonDerivedType(typeof(Buckets), "buckets")]
[JsonDerivedType(typeof(Switched), "switched")]
[JsonDerivedType(typeof(Baseline), "baseline")]
[JsonDerivedType(typeof(FirstRuns), "first-runs")]
[JsonDerivedType(typeof(WindowMeans), "means")]
[JsonDerivedType(typeof(DaySums), "days")]
[JsonDerivedType(typeof(SeenStep), "step")]
[JsonDerivedType(typeof(RiseWatch), "rise")]
internal abstract record MeasureMemory;

/// <summary>Of a rate, and of the last so many readings.</summary>
/// <param name="Window">Oldest first.</param>
internal sealed record Recent(SampleWindow Window) : MeasureMemory;

/// <summary>Of a switch: what was added up, and its last reading.</summary>
internal sealed record Switched(Buckets Buckets, Sample Last) : MeasureMemory;
