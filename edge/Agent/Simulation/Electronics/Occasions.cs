using Vigia.Edge.Simulation.Nature;

namespace Vigia.Edge.Simulation.Electronics;

/// <summary>Something that comes once in every window of time, at a moment that only chance knows. Not for several threads.</summary>
internal sealed class Occasions(int seed, TimeSpan window)
{
    private long lastSeen = long.MinValue;

    /// <summary>Null for what never comes.</summary>
    public static Occasions? Every(int seed, double times, TimeSpan span) =>
        times > 0 ? new Occasions(seed, span / times) : null;

    /// <summary>True once for each, at the first look after it came. What came before the first look was nobody's.</summary>
    public bool Came(DateTimeOffset now)
    {
        var number = now.Ticks / window.Ticks;
        var newest = now.Ticks >= BeginOf(number, TimeSpan.Zero) ? number : number - 1;
        var isNews = lastSeen != long.MinValue && newest > lastSeen;
        lastSeen = Math.Max(lastSeen, newest);
        return isNews;
    }

    /// <summary>While it lasts.</summary>
    public bool IsDuring(DateTimeOffset now, TimeSpan lasts)
    {
        var begin = BeginOf(now.Ticks / window.Ticks, lasts);
        return now.Ticks >= begin && now.Ticks < begin + lasts.Ticks;
    }

    private long BeginOf(long number, TimeSpan lasts)
    {
        var room = Math.Max(0, window.Ticks - lasts.Ticks);
        return (number * window.Ticks) + (long)(Dice.Share(seed, number) * room);
    }
}
