namespace Vigia.Tests.Kit;

/// <summary>Tests that listen to the console or set the environment of this process: one at a time, and alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AtTheTerminal
{
    public const string Name = "terminal";
}
