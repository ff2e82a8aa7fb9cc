using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Vigia.Edge.Cli;

/// <summary>Exit codes of every verb.</summary>
internal static class ExitCode
{
    public const int Good = 0;
    public const int Wrong = 1;
    public const int Usage = 2;
}

/// <summary>The verbs and their options. What is typed wrong is answered in the language of the person, not of the library.</summary>
internal sealed class CommandLine(Texts texts, Func<string, string?> environment, TextWriter output, TextWriter errors)
{
    private readonly Option<string[]> node = Taking("--node");
    private readonly Option<string[]> data = Taking("--data");
    private readonly Option<string[]> ledger = Taking("--ledger");
    private readonly Option<string[]> seed = Taking("--seed");
    private readonly Option<string[]> every = Taking("--every");
    private readonly Option<string[]> clockFile = Taking("--clock-file");
    private readonly Option<string[]> world = Taking("--world");
    private readonly Option<string[]> duration = Taking("--for");
    private readonly SimulationWords words = new();
    private readonly Option<bool> untilStdinCloses = new("--until-stdin-closes");
    private readonly Option<bool> live = new("--live");
    private readonly Option<bool> simulated = new("--simulate");
    private readonly Option<bool> off = new("--off");
    private readonly Argument<string[]> sensors = new("NAME") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Argument<string[]> nodeFiles = new("NODE.yaml") { Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Runs the verb that was asked for.</summary>
    /// <param name="run">What <c>run</c> and <c>simulate</c> do.</param>
    public async Task<int> InvokeAsync(string[] args, Func<AgentOptions, Task<int>> run)
    {
        var root = Root(run);
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction || UnknownOption(parsed) is not null)
        {
            errors.WriteLine(Misunderstood(parsed, root));
            return ExitCode.Usage;
        }

        // Signals are the host's.
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                ProcessTerminationTimeout = null,
            }
        );
    }

    private RootCommand Root(Func<AgentOptions, Task<int>> run)
    {
        var verbs = new[]
        {
            Verb("run", texts.RunHelp, [node, data, ledger], [], parsed => RunAsync(parsed, RunOptions, run)),
            Verb(
                "simulate",
                texts.SimulateHelp,
                [data, ledger, seed, every, clockFile, world, duration, untilStdinCloses, .. words.Options],
                [nodeFiles],
                parsed => RunAsync(parsed, SimulateOptions, run)
            ),
            Verb("sense", texts.SenseHelp, [node, live, simulated, world], [sensors], SenseAsync),
            Verb("siren", texts.SirenHelp, [node, duration, off, simulated], [], SirenAsync),
            Verb("check", texts.CheckHelp, [], [nodeFiles], Check),
        };
        var root = new RootCommand();
        verbs.ToList().ForEach(root.Add);
        root.Options.OfType<HelpOption>().Single().Action = new Say(
            output,
            parsed => HelpOf(parsed.CommandResult.Command)
        );
        return root;
    }

    private static Command Verb(
        string name,
        string help,
        IReadOnlyList<Option> options,
        IReadOnlyList<Argument> arguments,
        Func<ParseResult, Task<int>> action
    )
    {
        var verb = new Command(name, help);
        options.ToList().ForEach(verb.Add);
        arguments.ToList().ForEach(verb.Add);
        verb.SetAction((parsed, _) => action(parsed));
        return verb;
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Func<OptionReader, ParseResult, AgentOptions> read,
        Func<AgentOptions, Task<int>> run
    )
    {
        var reader = new OptionReader(parsed, texts, environment);
        var options = read(reader, parsed) with { RuntimeDirectory = environment("RUNTIME_DIRECTORY") };
        if (reader.Errors.Count == 0)
        {
            return await run(options);
        }

        reader.Errors.ForEach(errors.WriteLine);
        return ExitCode.Usage;
    }

    private AgentOptions RunOptions(OptionReader reader, ParseResult parsed) =>
        new(
            [reader.Text(node) ?? AgentOptions.OrdinaryNodeFile],
            Data(reader),
            reader.Text(ledger),
            reader.Timers(),
            null
        );

    private AgentOptions SimulateOptions(OptionReader reader, ParseResult parsed)
    {
        var simulation = new SimulationOptions(
            reader.Whole(seed, 0),
            reader.Time(every),
            reader.Text(clockFile),
            reader.Text(world),
            reader.Time(duration),
            parsed.GetValue(untilStdinCloses)
        );
        var options = new AgentOptions(
            parsed.GetValue(nodeFiles) ?? [],
            Data(reader),
            reader.Text(ledger),
            reader.Timers(),
            words.Read(reader, texts, simulation)
        );
        if (options.NodeFiles.Count == 0)
        {
            reader.Errors.Add(texts.NeedsNodeFile);
        }

        if (
            options.NodeFiles.Count > 1
            && options.Ledger?.Contains(AgentOptions.NodePlaceholder, StringComparison.Ordinal) == false
        )
        {
            reader.Errors.Add(texts.OneLedgerForAll);
        }

        return options;
    }

    private string Data(OptionReader reader) => reader.Text(data) ?? Places.OrdinaryData();

    private async Task<int> SenseAsync(ParseResult parsed)
    {
        var reader = new OptionReader(parsed, texts, environment);
        var options = new SenseOptions(
            parsed.GetValue(sensors) ?? [],
            reader.Text(node) ?? AgentOptions.OrdinaryNodeFile,
            parsed.GetValue(live),
            parsed.GetValue(simulated) ? SimulationOptions.Ordinary(reader.Text(world)) : null
        );
        if (parsed.GetResult(world) is not null && options.Simulation is null)
        {
            reader.Errors.Add(texts.NeedsOption(world.Name, simulated.Name));
        }

        reader.Errors.ForEach(errors.WriteLine);
        return reader.Errors.Count == 0 ? await new SenseVerb(texts, output, errors).RunAsync(options) : ExitCode.Usage;
    }

    private async Task<int> SirenAsync(ParseResult parsed)
    {
        var reader = new OptionReader(parsed, texts, environment);
        var isOff = parsed.GetValue(off);
        var options = new SirenOptions(
            reader.Text(node) ?? AgentOptions.OrdinaryNodeFile,
            isOff ? TimeSpan.Zero : reader.Time(duration) ?? SirenOptions.Ordinary,
            parsed.GetValue(simulated)
        );
        if (isOff && parsed.GetResult(duration) is not null)
        {
            reader.Errors.Add(texts.NotTogether(off.Name, duration.Name));
        }

        reader.Errors.ForEach(errors.WriteLine);
        return reader.Errors.Count == 0 ? await new SirenVerb(texts, output, errors).RunAsync(options) : ExitCode.Usage;
    }

    private Task<int> Check(ParseResult parsed)
    {
        var files = parsed.GetValue(nodeFiles) is { Length: > 0 } named ? named : [AgentOptions.OrdinaryNodeFile];
        var good = files.Count(file => new NodeFiles(texts).ReadAloud(file, output) is not null);
        return Task.FromResult(good == files.Length ? ExitCode.Good : ExitCode.Wrong);
    }

    private string HelpOf(Command command) => command is RootCommand ? texts.Help : command.Description ?? "";

    // The library takes an option it doesn't know for a file or a name.
    private string? UnknownOption(ParseResult parsed) =>
        (parsed.GetResult(nodeFiles) ?? parsed.GetResult(sensors))
            ?.Tokens.Select(t => t.Value)
            .FirstOrDefault(t => t.StartsWith('-'));

    private string Misunderstood(ParseResult parsed, RootCommand root)
    {
        if ((UnknownOption(parsed) ?? parsed.UnmatchedTokens.ElementAtOrDefault(0)) is not { } word)
        {
            return texts.NeedsVerb;
        }

        var known = parsed.CommandResult.Command;
        return Unknown(word, known is RootCommand ? root.Subcommands : known.Options);
    }

    private string Unknown(string word, IEnumerable<Symbol> known) =>
        texts.UnknownWord(word, NodeFile.Nearest.To(word, known.Select(s => s.Name)));

    // How often and with what it was said is judged by OptionReader.
    private static Option<string[]> Taking(string name) => new(name) { Arity = ArgumentArity.ZeroOrMore };

    private sealed class Say(TextWriter output, Func<ParseResult, string> text) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            output.WriteLine(text(parseResult));
            return ExitCode.Good;
        }
    }
}
