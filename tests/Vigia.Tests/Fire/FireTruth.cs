namespace Vigia.Tests.Fire;

/// <summary>
/// What there is to see of a fire at one post: by the world itself, not by any chip, reading or rule. Evidence stands from the very
/// moment that the world shows it, which no rule may trust at once, and counts for ten minutes after; of a chip that has a fault nothing
/// is expected.
/// </summary>
internal sealed class FireTruth(int post, FireWorld world)
{
    private const int Probable = 4;

    private static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Chip, int Weight), TimeSpan> seen = [];
    private readonly Dictionary<string, Queue<(TimeSpan At, double Celsius)>> ofLate = [];

    /// <summary>Two chips at least have evidence, that makes a fire probable.</summary>
    public bool IsTwo { get; private set; }

    /// <summary>Looks at the world as it is now.</summary>
    public void Look()
    {
        SeeHeat("air", world.AirAt(post).Celsius);
        SeeHeat("probe", world.MastAt(post));
        See("smoke", weight: 3, world.SmokeAt(post) >= 1.8);
        See("flame", weight: 2, world.FlameAt(post));
        var chips = seen.Where(sign => world.Since - sign.Value < Holds)
            .GroupBy(sign => sign.Key.Chip)
            .Select(chip => chip.Max(sign => sign.Key.Weight))
            .ToArray();
        IsTwo = chips.Length > 1 && chips.Sum() >= Probable;
    }

    private void SeeHeat(string chip, double celsius)
    {
        if (!ofLate.TryGetValue(chip, out var late))
        {
            ofLate[chip] = late = [];
        }

        late.Enqueue((world.Since, celsius));
        while (world.Since - late.Peek().At > HalfMinute)
        {
            late.Dequeue();
        }

        var (at, before) = late.Peek();
        var minutes = (world.Since - at).TotalMinutes;
        var rate = minutes > 0 ? (celsius - before) / minutes : 0;
        See(chip, weight: 3, celsius > 60);
        See(chip, weight: 2, rate > 8.3);
        See(chip, weight: 1, rate > 4 && celsius > 40);
    }

    private void See(string chip, int weight, bool isSo)
    {
        var isWell = world.At(post, "fault") is not { } fault || (fault.Chip != chip && fault.Chip != "board");
        if (isSo && isWell)
        {
            seen[(chip, weight)] = world.Since;
        }
    }
}
