namespace Vigia.Tests.Fire;

/// <summary>What a year brings, or so many weeks of one: how often is in the script's file, when and where the seed draws.</summary>
internal static class FireYear
{
    private static readonly TimeSpan Apart = TimeSpan.FromHours(3);

    public static IReadOnlyList<PostEvent> Draw(FireScript script, int seed, int weeks)
    {
        var dice = new Random(seed);
        var taken = new List<TimeSpan>();
        var drawn = new List<PostEvent>();
        void Add(
            string what,
            double minutes,
            double strength = 1,
            string chip = "",
            string fault = "",
            bool everywhere = false
        )
        {
            var post = everywhere ? 0 : dice.Next(1, FireWorld.Posts + 1);
            drawn.Add(
                new PostEvent(
                    what,
                    post,
                    When(dice, taken, weeks, isNoon: what == "roof", isAlone: what is "front" or "fire"),
                    TimeSpan.FromMinutes(minutes),
                    strength,
                    chip,
                    fault
                )
            );
        }

        Repeat("fronts", () => Add("front", 0, 0.6 + (0.6 * dice.NextDouble())));
        Repeat("fires", () => Add("fire", 0, 0.6 + (0.6 * dice.NextDouble())));
        Repeat("cooking", () => Add("cooking", 10 + (30 * dice.NextDouble()), 0.6 + dice.NextDouble()));
        Repeat("haze", () => Add("haze", 120 + (240 * dice.NextDouble()), 0.5 + dice.NextDouble(), everywhere: true));
        Repeat("roof", () => Add("roof", 60, everywhere: true));
        string[] lit = ["air", "probe", "flame"];
        Repeat("lighter", () => Add("lighter", 0.5, chip: lit[dice.Next(lit.Length)]));
        Repeat("dust", () => Add("dust", 20 + (60 * dice.NextDouble()), 0.5 + dice.NextDouble(), everywhere: true));
        Repeat("silent", () => Add("silent", 5 + (60 * dice.NextDouble())));
        Repeat("restarts", () => Add("restart", 1));
        foreach (var (chip, fault) in script.Faults)
        {
            Repeat("faults", () => Add("fault", 24 * 60, 1, chip, fault));
        }

        Repeat("burns", () => DrawBurn(drawn, dice, When(dice, taken, weeks, isNoon: false, isAlone: true)));
        return [.. drawn.SelectMany(FireScript.FiresOf).OrderBy(e => e.After)];

        void Repeat(string what, Action add)
        {
            var times = script.InAYear(what) * weeks / 52.0;
            var whole = (int)times + (dice.NextDouble() < times % 1 ? 1 : 0);
            for (var i = 0; i < whole; i++)
            {
                add();
            }
        }
    }

    // Where a burn is declared it burns.
    private static void DrawBurn(List<PostEvent> drawn, Random dice, TimeSpan when)
    {
        var post = dice.Next(1, FireWorld.Posts + 1);
        drawn.Add(new PostEvent("burn", post, when, TimeSpan.FromHours(4)));
        drawn.Add(new PostEvent("fire", post, when + TimeSpan.FromMinutes(20), TimeSpan.Zero));
    }

    // Fires stand alone in their hours: each is noticed by itself.
    private static TimeSpan When(Random dice, List<TimeSpan> taken, int weeks, bool isNoon, bool isAlone)
    {
        while (true)
        {
            var day = dice.Next(7 * weeks);
            var hour = isNoon ? 10.2 + (4.5 * dice.NextDouble()) : 24 * dice.NextDouble();
            var when = TimeSpan.FromDays(day) + TimeSpan.FromHours(hour);
            if (!isAlone)
            {
                return when;
            }

            if (taken.TrueForAll(other => (other - when).Duration() > Apart) && when.TotalDays < (7 * weeks) - 0.2)
            {
                taken.Add(when);
                return when;
            }
        }
    }
}
