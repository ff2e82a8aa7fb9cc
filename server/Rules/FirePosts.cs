namespace Vigia.Server.Rules;

/// <summary>What stands at each fire post, for the others: evidence for the neighbours of the farm file, heat for all.</summary>
/// <param name="neighboursOf">Zones whose fire is this one's too.</param>
internal sealed class FirePosts(Func<string, IReadOnlyCollection<string>> neighboursOf)
{
    /// <summary>Heat that is older says nothing of now.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Roofs are hot from ten to four, by the farm's clock.
    private const double NoonFrom = 10;
    private const double NoonUntil = 16;

    /// <summary>Fewer others are no measure of what the sun does.</summary>
    private const int FewestOthers = 2;

    private readonly SortedDictionary<string, Post> posts = new(StringComparer.Ordinal);

    private sealed class Post(StateKey key)
    {
        public StateKey Key { get; } = key;

        public PostSight Sight { get; set; }

        public double Heat { get; set; }

        public DateTimeOffset HeatAt { get; set; }
    }

    /// <summary>False where nothing changed for the others.</summary>
    public bool See(StateKey key, PostSight sight)
    {
        var post = Known(key);
        if (post.Sight == sight)
        {
            return false;
        }

        post.Sight = sight;
        return true;
    }

    /// <summary>A post's heat is that of its hottest point within a minute.</summary>
    public void Feel(StateKey key, double celsius, DateTimeOffset time)
    {
        var post = Known(key);
        if (time - post.HeatAt > Minute || (celsius >= post.Heat && time >= post.HeatAt))
        {
            (post.Heat, post.HeatAt) = (celsius, time);
        }
    }

    /// <summary>Rules of fire that want to know what this zone sees.</summary>
    public IReadOnlyList<StateKey> NeighboursOf(string zone) =>
        [.. neighboursOf(zone).Where(posts.ContainsKey).Select(name => posts[name].Key)];

    /// <param name="nodeLost">Whether one node at these zones is lost, alone.</param>
    public FireAround Around(
        string zone,
        DateTimeOffset now,
        TimeSpan utcOffset,
        double roofMargin,
        Func<IEnumerable<string>, bool> nodeLost
    )
    {
        var near = neighboursOf(zone);
        var sights = near.Select(name => posts.GetValueOrDefault(name)?.Sight ?? default).ToArray();
        return new FireAround(
            Array.Exists(sights, sight => sight.Sees),
            Array.Exists(sights, sight => sight.SeesMore),
            Array.Exists(sights, sight => sight is { Sees: true, IsExpected: false }),
            nodeLost(near.Append(zone)),
            IsRoofHeat(zone, now, utcOffset, roofMargin)
        );
    }

    private bool IsRoofHeat(string zone, DateTimeOffset now, TimeSpan utcOffset, double margin)
    {
        var hour = now.ToOffset(utcOffset).TimeOfDay.TotalHours;
        if (hour < NoonFrom || hour >= NoonUntil || posts.GetValueOrDefault(zone) is not { } own)
        {
            return false;
        }

        double[] others =
        [
            .. posts
                .Where(post => post.Key != zone && now - post.Value.HeatAt < Fresh)
                .Select(post => post.Value.Heat)
                .Order(),
        ];
        // Of an even number the lower middle: one broken thermometer does not make noon of a fire.
        return others.Length >= FewestOthers && own.Heat - others[(others.Length - 1) / 2] < margin;
    }

    private Post Known(StateKey key)
    {
        if (!posts.TryGetValue(key.Place, out var post))
        {
            posts[key.Place] = post = new Post(key);
        }

        return post;
    }
}
