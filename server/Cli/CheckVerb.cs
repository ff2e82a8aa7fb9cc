using Vigia.Server.Farm;

namespace Vigia.Server.Cli;

/// <summary><c>vigia check</c>: a farm file read as the service would, and all that is wrong in it.</summary>
internal static class CheckVerb
{
    public static Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        if (settings.Text("--schema") is not null)
        {
            Console.Write(FarmFile.SchemaText());
            return Task.FromResult(ExitCode.Good);
        }

        var file = settings.Argument ?? FarmFile.Name;
        if (!File.Exists(file))
        {
            throw new PlainWords(settings.Texts.NoFarmFile(file), ExitCode.Wrong);
        }

        var reading = FarmFile.LoadExisting(file, settings.Texts.Language);
        foreach (var finding in reading.Errors.Concat(reading.Warnings).OrderBy(finding => finding.Line))
        {
            Console.WriteLine(finding);
        }

        if (reading.Plan is not { } plan)
        {
            return Task.FromResult(ExitCode.Wrong);
        }

        Console.WriteLine(settings.Texts.FarmFileGood(file, plan.Zones.Count, plan.Nodes.Count, plan.Rules.Count));
        return Task.FromResult(ExitCode.Good);
    }
}
