using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;

namespace Vigia.Server;

/// <summary>Takes a data folder and what stands in it; where a person has to act, it says so in plain words.</summary>
internal static class DataFolder
{
    public static FileStream Lock(string folder, Texts texts)
    {
        var path = Path.Combine(folder, "vigia.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new PlainWords(texts.FolderInUse(folder), ExitCode.Wrong);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PlainWords(texts.CannotUse(path, e.Message), ExitCode.Wrong);
        }
    }

    public static ServerIdentity OpenIdentity(ServeOptions options, Texts texts)
    {
        try
        {
            return ServerIdentity.Open(options.DataFolder, options.Site);
        }
        catch (IdentityFault e)
        {
            throw new PlainWords(texts.Identity(e.Problem, e.Detail), ExitCode.Wrong);
        }
    }

    public static FarmPlan ReadFarm(string path, Texts texts)
    {
        var (plan, errors) = FarmFile.Load(path, texts.Language);
        return plan
            ?? throw new PlainWords(
                string.Join('\n', errors.Select(e => e.ToString()).Prepend(texts.FarmFileRefused)),
                ExitCode.Wrong
            );
    }
}
