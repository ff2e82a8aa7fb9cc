namespace Vigia.Server.Rules;

/// <summary>What has to be so of a rule's conditions. Of a point nobody has told, neither a condition nor its opposite is so.</summary>
internal abstract record Clause
{
    /// <param name="isSo">Of a condition, by its number.</param>
    public abstract bool? Says(Func<int, bool?> isSo);

    /// <summary>It is this condition itself that has to be so, not its opposite.</summary>
    public abstract bool Wants(int condition);
}

internal sealed record OneOf(int Condition) : Clause
{
    public override bool? Says(Func<int, bool?> isSo) => isSo(Condition);

    public override bool Wants(int condition) => condition == Condition;
}

internal sealed record Not(Clause Clause) : Clause
{
    public override bool? Says(Func<int, bool?> isSo) => !Clause.Says(isSo);

    public override bool Wants(int condition) => false;
}

internal sealed record All(IReadOnlyList<Clause> Clauses) : Clause
{
    public override bool? Says(Func<int, bool?> isSo)
    {
        bool? all = true;
        for (var i = 0; i < Clauses.Count && all != false; i++)
        {
            all &= Clauses[i].Says(isSo);
        }

        return all;
    }

    public override bool Wants(int condition) => Clauses.Any(clause => clause.Wants(condition));
}

internal sealed record Any(IReadOnlyList<Clause> Clauses) : Clause
{
    public override bool? Says(Func<int, bool?> isSo)
    {
        bool? any = false;
        for (var i = 0; i < Clauses.Count && any != true; i++)
        {
            any |= Clauses[i].Says(isSo);
        }

        return any;
    }

    public override bool Wants(int condition) => Clauses.Any(clause => clause.Wants(condition));
}
