using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vigia.Server.Nodes;
using Vigia.Server.Storage;

namespace Vigia.Server.Live.SignIn;

/// <summary>
/// A small table by name in the folder <c>identity</c>, readable by its owner only. Read again when the file has changed, so that
/// what a verb wrote holds at once; one that became unreadable under us leaves what was known. Safe for several threads.
/// </summary>
internal sealed class IdentityTable<T>
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(250);

    private readonly string path;
    private readonly JsonTypeInfo<Dictionary<string, T>> json;
    private readonly Lock gate = new();
    private Dictionary<string, T> rows;
    private (DateTime Written, long Length) seen;
    private long lookedAt = Environment.TickCount64;

    /// <summary>Throws <see cref="IdentityFault"/> for a damaged file: it must not be taken for an empty one.</summary>
    public IdentityTable(string dataFolder, string fileName, JsonTypeInfo<Dictionary<string, T>> json)
    {
        path = Path.Combine(dataFolder, ServerIdentity.FolderName, fileName);
        this.json = json;
        seen = Stamp();
        rows = Read() ?? throw new IdentityFault(IdentityProblem.Damaged, path);
    }

    /// <summary>As it stands; never changed in place.</summary>
    public IReadOnlyDictionary<string, T> Rows
    {
        get
        {
            if (Environment.TickCount64 - Volatile.Read(ref lookedAt) >= LooksEvery.TotalMilliseconds)
            {
                lock (gate)
                {
                    Look();
                }
            }

            return Volatile.Read(ref rows);
        }
    }

    /// <summary>Changes a copy and writes it, unless <paramref name="change"/> answers otherwise than <paramref name="written"/>.</summary>
    public TAnswer Change<TAnswer>(TAnswer written, Func<Dictionary<string, T>, TAnswer> change)
    {
        lock (gate)
        {
            Look();
            var copy = new Dictionary<string, T>(rows);
            var answer = change(copy);
            if (EqualityComparer<TAnswer>.Default.Equals(answer, written))
            {
                DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(copy, json));
                Volatile.Write(ref rows, copy);
                seen = Stamp();
            }

            return answer;
        }
    }

    private void Look()
    {
        Volatile.Write(ref lookedAt, Environment.TickCount64);
        var now = Stamp();
        if (now != seen)
        {
            seen = now;
            Volatile.Write(ref rows, Read() ?? rows);
        }
    }

    private (DateTime, long) Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private Dictionary<string, T>? Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), json) : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
