using System.Collections.Concurrent;
using System.Diagnostics;

namespace Vigia.EndToEnd.Kit;

/// <summary>Ends what a test left running when this program ends, however it ends short of <c>kill -9</c>.</summary>
internal static class Orphans
{
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    static Orphans() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    public static void Watch(Process process) => Running[process.Id] = process;

    public static void Forget(Process process) => Running.TryRemove(process.Id, out _);

    private static void EndAll()
    {
        foreach (var process in Running.Values.Where(process => !process.HasExited))
        {
            process.Kill();
        }
    }
}
