namespace Vigia.Server.Rules;

/// <summary>Which points: one of this name, or with <c>*</c> at the end all that begin so (<c>soil_moisture-*</c>).</summary>
internal readonly record struct PointPattern(string Text)
{
    public bool Matches(string point) =>
        Text.EndsWith('*')
            ? point.AsSpan().StartsWith(Text.AsSpan(0, Text.Length - 1), StringComparison.Ordinal)
            : point == Text;

    public override string ToString() => Text;
}
