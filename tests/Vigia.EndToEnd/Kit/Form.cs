namespace Vigia.EndToEnd.Kit;

/// <summary>The rows have a short form, for every commit, and a whole one, for <c>--chaos</c>.</summary>
internal static class Form
{
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable(Chaos.Variable) is { Length: > 0 };

    public static T Of<T>(T inShort, T whole) => IsWhole ? whole : inShort;
}
