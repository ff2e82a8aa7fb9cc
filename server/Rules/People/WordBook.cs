using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Rules.People;

/// <summary>
/// The words of people in <c>vigia.db</c>, numbered: the rules follow them with a cursor of their own, written with what they made of
/// them. So a kill neither loses nor repeats one.
/// </summary>
internal sealed class WordBook(AlertStore store, FarmBook farm) : IWordOfPeople
{
    /// <summary>Words that are kept; the oldest go first.</summary>
    public const int MaxKept = 10_000;

    /// <summary>Words of fire that no store takes, kept for the rules; beyond it the oldest is dropped: the fire is known by then.</summary>
    public const int MaxUnstored = 100;

    public static readonly TimeSpan ShortestBurn = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan LongestBurn = TimeSpan.FromHours(24);

    private readonly ConcurrentQueue<PersonWord> unstored = new();
    private int news = 1;

    /// <summary>A word came. Raised on the thread that brought it: hand over and return.</summary>
    public event EventHandler? Said;

    public WordAnswer Say(PersonWord word)
    {
        if (Refusal(word) is { } refusal)
        {
            return refusal;
        }

        var named = word with { By = word.By with { Who = Cut(word.By.Who) } };
        var answer = WordAnswer.Taken;
        if (!store.TryWrite("a word about fire", db => answer = Write(db, named)))
        {
            answer = word.Kind == WordKind.Fire ? Keep(named) : WordAnswer.NotStored;
        }

        if (answer is WordAnswer.Taken or WordAnswer.TakenUnstored)
        {
            Interlocked.Exchange(ref news, 1);
            Said?.Invoke(this, EventArgs.Empty);
        }

        return answer;
    }

    public IReadOnlyList<Burn> BurnsAt(DateTimeOffset now) =>
        store.Read(db => WordTable.BurnsAt(db, now.ToUnixTimeMilliseconds()), []);

    /// <summary>Words after this number, oldest first. Looks into the store only when something was said since the last look.</summary>
    public IReadOnlyList<NumberedWord> After(long number)
    {
        if (Interlocked.Exchange(ref news, 0) == 0)
        {
            return [];
        }

        var words = store.Read(db => WordTable.After(db, number), null!);
        if (words is null || words.Count == WordTable.Most)
        {
            Interlocked.Exchange(ref news, 1);
        }

        return words ?? [];
    }

    /// <summary>A word that is on no disk; each is given once.</summary>
    public PersonWord? TakeUnstored() => unstored.TryDequeue(out var word) ? word : null;

    private WordAnswer? Refusal(PersonWord word) =>
        string.IsNullOrWhiteSpace(word.By.Who) ? WordAnswer.NoName
        : farm.Plan.Zone(word.Zone) is null ? WordAnswer.UnknownZone
        : word.Kind == WordKind.Burn && !IsSpan(word.Until - word.At) ? WordAnswer.BadSpan
        : null;

    private static bool IsSpan(TimeSpan? span) => span >= ShortestBurn && span <= LongestBurn;

    // Looked at and written in one transaction: of two who say FIN only one ends the fire.
    private WordAnswer Write(SqliteConnection db, PersonWord word)
    {
        switch (word.Kind)
        {
            case WordKind.Controlled or WordKind.Over or WordKind.False when !Burns(db, word.Zone):
                return WordAnswer.NoFire;
            case WordKind.BurnEnds
                when WordTable.BurnsAt(db, word.At.ToUnixTimeMilliseconds()).TrueForAll(burn => burn.Zone != word.Zone):
                return WordAnswer.NoBurn;
            default:
                WordTable.Insert(db, word);
                return WordAnswer.Taken;
        }
    }

    private bool Burns(SqliteConnection db, string zone)
    {
        var rule = farm.Plan.FireOf(zone).Name;
        return AlertTable.Open(db).Any(alert => alert.Rule == rule && alert.Zone == zone);
    }

    private WordAnswer Keep(PersonWord word)
    {
        unstored.Enqueue(word);
        if (unstored.Count > MaxUnstored)
        {
            unstored.TryDequeue(out _);
        }

        return WordAnswer.TakenUnstored;
    }

    private static string Cut(string who) => who.Length <= AlertDesk.MaxName ? who : who[..AlertDesk.MaxName];
}

/// <param name="Number">Of all words of this store; never given twice.</param>
internal readonly record struct NumberedWord(long Number, PersonWord Word);
