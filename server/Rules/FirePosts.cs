namespace Vigia.Server.Rules;

/// <summary>What stands at each fire post, for the others.</summary>
internal sealed class FirePosts
{
    private readonly Dictionary<StateKey, PostSight> posts = [];

    public IReadOnlyList<PostSight> OthersThan(StateKey key) =>
        [.. posts.Where(post => post.Key != key).Select(post => post.Value)];

    public IReadOnlyList<StateKey> NamesOtherThan(StateKey key) => [.. posts.Keys.Where(post => post != key)];

    /// <summary>False where nothing changed for the others.</summary>
    public bool See(StateKey key, PostSight sight)
    {
        if (sight == posts.GetValueOrDefault(key))
        {
            posts.TryAdd(key, sight);
            return false;
        }

        posts[key] = sight;
        return true;
    }
}
