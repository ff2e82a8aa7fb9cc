using Vigia.Server.Farm;

namespace Vigia.Server.Cli;

/// <summary>The farm file a verb reads: <c>--farm FILE</c>, else that of the data folder.</summary>
internal static class FarmOfVerb
{
    public static FarmPlan Read(Settings settings, string folder)
    {
        var named = settings.Text("--farm");
        var (plan, errors) = named is null
            ? FarmFile.Load(Path.Combine(folder, FarmFile.Name))
            : FarmFile.LoadExisting(named);
        return plan
            ?? throw new PlainWords(
                string.Join('\n', errors.Select(error => $"{error}").Prepend(settings.Texts.FarmFileRefused)),
                ExitCode.Wrong
            );
    }
}
