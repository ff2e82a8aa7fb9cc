namespace Vigia.Edge.Outbox;

/// <summary>Keeps damaged files for whoever wants to look: ≤ 3 of them, ≤ 64 MB; the oldest goes, a longer one is cut.</summary>
internal sealed class DamagedFiles(string directory)
{
    private const int Most = 3;
    private const long MostBytes = 64 << 20;

    public void Take(params ReadOnlySpan<string> paths)
    {
        var number = 1 + All().Select(NumberOf).DefaultIfEmpty(0).Max();
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                File.Move(path, Path.Combine(directory, $"damaged-{number:D6}-{Path.GetFileName(path)}"));
            }
        }

        Bound();
    }

    private void Bound()
    {
        var kept = All().GroupBy(NumberOf).OrderByDescending(g => g.Key).ToList();
        var bytes = 0L;
        foreach (var (nth, set) in kept.Index())
        {
            foreach (var path in set)
            {
                var file = new FileInfo(path);
                if (nth >= Most || bytes >= MostBytes)
                {
                    file.Delete();
                    continue;
                }

                Cut(file, MostBytes - bytes);
                bytes += file.Length;
            }
        }
    }

    private static void Cut(FileInfo file, long most)
    {
        if (file.Length > most)
        {
            using var stream = file.OpenWrite();
            stream.SetLength(most);
        }

        file.Refresh();
    }

    private string[] All() => Directory.GetFiles(directory, "damaged-*");

    private static int NumberOf(string path) =>
        int.TryParse(Path.GetFileName(path).Split('-')[1], out var number) ? number : 0;
}
