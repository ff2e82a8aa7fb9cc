namespace Vigia.EndToEnd.Kit;

/// <summary>Where all chance of the suite comes from: <c>VIGIA_SEED</c> repeats a run.</summary>
internal static class Seeds
{
    public const string Variable = "VIGIA_SEED";

    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out var seed) ? seed : 1;
}
