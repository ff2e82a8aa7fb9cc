using Vigia.Edge.Simulation.Nature;

namespace Vigia.Edge.Simulation.Electronics;

/// <summary>What is not ideal about one sensor.</summary>
internal sealed class SensorFlaws(ChipPlan plan, int seed)
{
    private const double TicksAMonth = 30.0 * TimeSpan.TicksPerDay;

    private readonly Occasions? badChecksums = Occasions.Every(seed, plan.BadChecksums, TimeSpan.FromHours(1));

    public static readonly SensorFlaws None = new(ChipPlan.Ideal, 0);

    /// <summary>The truth with noise and drift; <paramref name="place"/> tells the inputs of one chip apart.</summary>
    public double On(double truth, string what, DateTimeOffset now, int place = 0)
    {
        var noise = plan.Noise.GetValueOrDefault(what);
        var drift = plan.Drift.GetValueOrDefault(what);
        if (noise == 0 && drift == 0)
        {
            return truth;
        }

        var own = seed + (31 * place) + what.Length;
        var away = Dice.Drift(own + 1, now.Ticks / TicksAMonth);
        return truth + (noise * Dice.Throw(own, now.Ticks / TimeSpan.TicksPerMillisecond)) + (drift * away);
    }

    /// <summary>Flips a bit of an answer whose turn it is.</summary>
    public void Disturb(Span<byte> answer, DateTimeOffset now)
    {
        if (badChecksums?.Came(now) == true)
        {
            answer[^1] ^= 0x10;
        }
    }
}
