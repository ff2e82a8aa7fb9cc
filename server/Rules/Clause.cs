namespace Vigia.Server.Rules;

/// <summary>What has to be so of a rule's conditions. Of a point nobody has told, neither a condition nor its opposite is so.</summary>
internal abstract record Clause
{
    /// <param name="isSo">Of a condition, by its number.</param>
    public abstract bool? Says(Func<int, bool?> isSo);
}

internal sealed record OneOf(int Condition) : Clause
{
    public override bool? Says(Func<int, bool?> isSo) => isSo(Condition);
}

internal sealed record Not(Clause Clause) : Clause
{
    public override bool? Says(Func<int, bool?> isSo) => !Clause.Says(isSo);
}

internal sealed record All(IReadOnlyList<Clause> Clauses) : Clause
{
    public override bool? Says(Func<int, bool?> isSo)
    {
        bool?[] said = [.. Clauses.Select(clause => clause.Says(isSo))];
        return said.Contains(false) ? false
            : said.Contains(null) ? null
            : true;
    }
}

internal sealed record Any(IReadOnlyList<Clause> Clauses) : Clause
{
    public override bool? Says(Func<int, bool?> isSo)
    {
        bool?[] said = [.. Clauses.Select(clause => clause.Says(isSo))];
        return said.Contains(true) ? true
            : said.Contains(null) ? null
            : false;
    }
}
