using System.Security.Cryptography;
using Vigia.Server.Nodes;

namespace Vigia.Server.Live.SignIn;

/// <param name="Who">The person, or the kiosk link, whose it is.</param>
/// <param name="BegunMs">Unix milliseconds of the machine.</param>
internal sealed record OpenSession(string Who, long BegunMs);

/// <summary>
/// Sessions that the server has not ended: <c>identity/open-sessions.json</c>. A cookie counts only while its session is here, so
/// that signing out also ends its copies. What a full disk does not take holds until the next start. Safe for several threads.
/// </summary>
internal sealed class OpenSessions
{
    public const string FileName = "open-sessions.json";

    /// <summary>Sessions of one person or kiosk link at once; the next ends the oldest.</summary>
    public const int MaxOfOne = 50;

    /// <summary>How long a person stays signed in at most, however often they look.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    // No person's name has it.
    private const string OfKiosk = "kiosk:";

    private const int MaxUnwritten = 500;

    private readonly IdentityTable<OpenSession> table;
    private readonly ILogger<OpenSessions> log;
    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, OpenSession> unwritten = [];
    private readonly HashSet<string> endedUnwritten = [];

    /// <summary>A damaged file is set aside: everybody signs in again, and nothing worse.</summary>
    public OpenSessions(string dataFolder, ILogger<OpenSessions> log)
    {
        this.log = log;
        try
        {
            table = Open(dataFolder);
        }
        catch (IdentityFault)
        {
            var path = Path.Combine(dataFolder, ServerIdentity.FolderName, FileName);
            log.LogWarning("{File} is damaged: everybody signs in again", path);
            File.Move(path, path + ".damaged", overwrite: true);
            table = Open(dataFolder);
        }
    }

    public static string KioskName(string link) => OfKiosk + link;

    /// <summary>Its number, for the cookie.</summary>
    public string Begin(string who, DateTimeOffset now)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var begun = new OpenSession(who, now.ToUnixTimeMilliseconds());
        var isWritten = TryChange(rows =>
        {
            foreach (var (old, _) in rows.Where(row => IsOver(row.Value, now)).ToList())
            {
                rows.Remove(old);
            }

            var others = rows.Where(row => row.Value.Who == who).OrderByDescending(row => row.Value.BegunMs);
            foreach (var (old, _) in others.Skip(MaxOfOne - 1).ToList())
            {
                rows.Remove(old);
            }

            rows[id] = begun;
        });
        if (!isWritten)
        {
            KeepUnwritten(id, begun);
        }

        return id;
    }

    public bool Holds(string id, string who, DateTimeOffset now) =>
        Find(id) is { } session && session.Who == who && !IsOver(session, now);

    public void End(string id)
    {
        lock (gate)
        {
            unwritten.Remove(id);
        }

        if (!TryChange(rows => rows.Remove(id)))
        {
            lock (gate)
            {
                endedUnwritten.Add(id);
            }
        }
    }

    private OpenSession? Find(string id)
    {
        lock (gate)
        {
            return endedUnwritten.Contains(id)
                ? null
                : table.Rows.GetValueOrDefault(id) ?? unwritten.GetValueOrDefault(id);
        }
    }

    // A screen on the wall has nobody to sign in again at night: it ends with its link.
    private static bool IsOver(OpenSession session, DateTimeOffset now) =>
        !session.Who.StartsWith(OfKiosk, StringComparison.Ordinal)
        && now - DateTimeOffset.FromUnixTimeMilliseconds(session.BegunMs) > Longest;

    private void KeepUnwritten(string id, OpenSession session)
    {
        lock (gate)
        {
            if (unwritten.Count >= MaxUnwritten)
            {
                unwritten.RemoveAt(0);
            }

            unwritten.Add(id, session);
        }
    }

    // What ended while no disk took it goes with the next change that one takes.
    private bool TryChange(Action<Dictionary<string, OpenSession>> change)
    {
        var ended = Ended();
        try
        {
            table.Change(
                true,
                rows =>
                {
                    change(rows);
                    Array.ForEach(ended, id => rows.Remove(id));
                    return true;
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The list of sessions cannot be written: {Problem}", e.Message);
            return false;
        }

        lock (gate)
        {
            endedUnwritten.ExceptWith(ended);
        }

        return true;
    }

    private string[] Ended()
    {
        lock (gate)
        {
            return [.. endedUnwritten];
        }
    }

    private static IdentityTable<OpenSession> Open(string dataFolder) =>
        new(dataFolder, FileName, AccountsJson.Default.DictionaryStringOpenSession);
}
