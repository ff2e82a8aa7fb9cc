using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>
/// Where somebody works, kept in <c>vigia.db</c>. It ends by itself: a place forgotten under maintenance would alarm nobody for
/// ever. Safe for several threads; what cannot be stored is not begun, and says so.
/// </summary>
internal sealed class MaintenanceBook(AlertStore store) : IMaintenance
{
    /// <summary>Places at a time; further ones are refused.</summary>
    public const int Max = 200;

    /// <summary>Letters of a reason that are kept.</summary>
    public const int MaxReason = 120;

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    private readonly Lock gate = new();
    private ImmutableDictionary<string, Maintenance>? known;

    /// <summary>Something began or was ended by a person. Raised on the thread that did it: hand over and return.</summary>
    public event EventHandler? Changed;

    public bool IsUnder(string? zone, string node, DateTimeOffset now) =>
        IsUnder(zone ?? "", now) || IsUnder(node, now);

    /// <summary>What stands at this time, by place.</summary>
    public IReadOnlyList<Maintenance> At(DateTimeOffset now) =>
        [.. Known.Values.Where(each => each.Until > now).OrderBy(each => each.Place, StringComparer.Ordinal)];

    /// <summary>Begins at a place, or goes on until another time there.</summary>
    public MaintenanceAnswer Begin(Maintenance work)
    {
        if (work.Until - work.From < Shortest || work.Until - work.From > Longest)
        {
            return MaintenanceAnswer.BadSpan;
        }

        var kept = work with { Reason = work.Reason[..Math.Min(work.Reason.Length, MaxReason)] };
        lock (gate)
        {
            var others = Known.RemoveRange(
                Known.Values.Where(each => each.Until <= work.From).Select(each => each.Place)
            );
            if (!others.ContainsKey(work.Place) && others.Count >= Max)
            {
                return MaintenanceAnswer.TooMany;
            }

            if (!store.TryWrite("a maintenance", db => MaintenanceTable.Write(db, kept)))
            {
                return MaintenanceAnswer.NotStored;
            }

            known = others.SetItem(work.Place, kept);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return MaintenanceAnswer.Done;
    }

    /// <summary>Ends before its time.</summary>
    public MaintenanceAnswer End(string place, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!IsUnder(place, now))
            {
                return MaintenanceAnswer.NotUnder;
            }

            if (!store.TryWrite("the end of a maintenance", db => MaintenanceTable.End(db, place, now)))
            {
                return MaintenanceAnswer.NotStored;
            }

            known = Known.Remove(place);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return MaintenanceAnswer.Done;
    }

    private bool IsUnder(string place, DateTimeOffset now) =>
        Known.TryGetValue(place, out var work) && work.From <= now && now < work.Until;

    // Read once: what is written goes through here.
    private ImmutableDictionary<string, Maintenance> Known =>
        known ??= store.Read(MaintenanceTable.All, []).ToImmutableDictionary(each => each.Place);
}

internal enum MaintenanceAnswer
{
    Done,

    /// <summary>Shorter than a minute or longer than three days.</summary>
    BadSpan,

    /// <summary>As many places as can be are under maintenance.</summary>
    TooMany,

    /// <summary>There is nothing to end.</summary>
    NotUnder,

    /// <summary>The store takes nothing now: to be tried again.</summary>
    NotStored,
}

/// <summary>One row a place: the last time somebody worked there.</summary>
internal static class MaintenanceTable
{
    public static void Write(SqliteConnection db, Maintenance work) =>
        db.Execute(
            "INSERT OR REPLACE INTO maintenance (place, from_ms, until_ms, reason, who) VALUES (@0, @1, @2, @3, @4)",
            work.Place,
            work.From.ToUnixTimeMilliseconds(),
            work.Until.ToUnixTimeMilliseconds(),
            work.Reason,
            work.Who
        );

    public static void End(SqliteConnection db, string place, DateTimeOffset now) =>
        db.Execute("UPDATE maintenance SET until_ms = @1 WHERE place = @0", place, now.ToUnixTimeMilliseconds());

    public static List<Maintenance> All(SqliteConnection db) =>
        db.Rows(
            "SELECT place, from_ms, until_ms, reason, who FROM maintenance ORDER BY until_ms DESC LIMIT @0",
            row => new Maintenance(
                row.GetString(0),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                row.GetString(3),
                row.GetString(4)
            ),
            MaintenanceBook.Max
        );
}
