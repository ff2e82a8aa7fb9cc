using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Simulation.Places;

/// <summary>What a place feels during one step of the world.</summary>
/// <param name="Local">The farm's clock.</param>
/// <param name="Events">What the scenario does at this moment.</param>
internal readonly record struct Surroundings(DateTimeOffset Local, Outside Outside, Happenings Events)
{
    /// <summary>Between two hours of the farm's day.</summary>
    public bool IsBetween(double from, double to) =>
        Local.TimeOfDay.TotalHours >= from && Local.TimeOfDay.TotalHours < to;
}

/// <summary>Something of the farm that has a memory, and goes on by one second at a time.</summary>
internal interface IPlace
{
    void Step(in Surroundings now);
}

/// <summary>What follows something else slowly, as warmth does.</summary>
internal static class Lag
{
    /// <param name="seconds">Time after which two thirds of the way are gone.</param>
    public static double Toward(this double from, double to, double seconds) =>
        from + ((to - from) / Math.Max(1, seconds));
}
