namespace Vigia.Server.Rules;

/// <summary>What stands at each fire post, for the others.</summary>
internal sealed class FirePosts
{
    private readonly Dictionary<StateKey, PostSight> posts = [];

    // Asked at each reading, changed by few.
    private readonly Dictionary<StateKey, PostSight[]> others = [];

    public IReadOnlyList<PostSight> OthersThan(StateKey key)
    {
        if (!others.TryGetValue(key, out var known))
        {
            known = [.. posts.Where(post => post.Key != key).Select(post => post.Value)];
            others.Add(key, known);
        }

        return known;
    }

    public IReadOnlyList<StateKey> NamesOtherThan(StateKey key) => [.. posts.Keys.Where(post => post != key).Order()];

    /// <summary>False where nothing changed for the others.</summary>
    public bool See(StateKey key, PostSight sight)
    {
        var isKnown = posts.TryGetValue(key, out var before);
        if (isKnown && sight == before)
        {
            return false;
        }

        posts[key] = sight;
        others.Clear();
        return sight != before;
    }
}
