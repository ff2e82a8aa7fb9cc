using System.Diagnostics.Metrics;
using Vigia.Server.Alerts;
using Vigia.Server.Farm.Words;

namespace Vigia.Server.Farm;

/// <summary>
/// Looks at <c>farm.yaml</c> every two seconds of the machine and takes it where it has changed. A file that is wrong changes
/// nothing: every error is logged, the refusal counted, and the old farm goes on.
/// </summary>
internal sealed partial class FarmWatch(
    string path,
    FarmStamp stamp,
    FarmBook book,
    string site,
    Language language,
    ILogger<FarmWatch> log
)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Errors of one file that are logged; of more, only how many there are.</summary>
    private const int MaxLogged = 50;

    private static readonly Meter Meter = new("Vigia");
    private static readonly Counter<long> Taken = Meter.CreateCounter<long>("vigia.farm.files_taken");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("vigia.farm.files_refused");

    private FarmStamp seen = stamp;

    public FarmFileState State { get; private set; } = FarmFileState.Ok;

    public async Task RunAsync(TimeProvider machine, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, machine);
        while (await timer.WaitForNextTickAsync(stop))
        {
            LookOnce();
        }
    }

    /// <summary>True where the farm is another one now.</summary>
    public bool LookOnce()
    {
        var now = FarmStamp.Of(path);
        if (now == seen)
        {
            return false;
        }

        seen = now;
        var reading = FarmFile.LoadExisting(path, language);
        if (reading.Plan is { Site: { } other } && other != site)
        {
            var words = $"site: {FarmWords.Of(language).OtherSite(other, site)}";
            reading = new FarmReading(null, [new FarmError(path, 1, words)]);
        }

        return Take(reading);
    }

    private bool Take(FarmReading reading)
    {
        foreach (var error in reading.Errors.Concat(reading.Warnings).Take(MaxLogged))
        {
            LogFinding($"{error}");
        }

        if (reading.Plan is not { } plan)
        {
            State = FarmFileState.KeptOld;
            Refused.Add(1);
            LogKept(path, reading.Errors.Count);
            return false;
        }

        State = FarmFileState.Ok;
        Taken.Add(1);
        book.Turn(plan);
        LogTaken(path, plan.Zones.Count, plan.Nodes.Count, plan.Rules.Count);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{Finding}")]
    private partial void LogFinding(string finding);

    [LoggerMessage(LogLevel.Error, "{Path} has changed and cannot be used ({Errors} errors): the old farm file stays")]
    private partial void LogKept(string path, int errors);

    [LoggerMessage(LogLevel.Information, "{Path} has changed: {Zones} zones, {Nodes} nodes, {Rules} rules")]
    private partial void LogTaken(string path, int zones, int nodes, int rules);
}

/// <summary>When a file was written last and how long it is; default where there is none.</summary>
internal readonly record struct FarmStamp(DateTime Written, long Length)
{
    public static FarmStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FarmStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}

internal enum FarmFileState
{
    Ok,

    /// <summary>The file has changed to something that cannot be used; what stood before goes on.</summary>
    KeptOld,
}
