namespace Vigia.Server.Derive.Tables;

/// <summary>What could not be read: the first are told one by one, the rest only counted.</summary>
internal sealed class BadCells(Action<string> tell)
{
    public const int MostTold = 20;

    public long Count { get; private set; }

    public void Add(string sentence)
    {
        if (Count++ < MostTold)
        {
            tell(sentence);
        }
    }
}
