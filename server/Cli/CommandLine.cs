using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Vigia.Server.Farm;

namespace Vigia.Server.Cli;

/// <summary>The verbs and their options. What is typed wrong is answered in the language of the person, not of the library.</summary>
internal sealed class CommandLine(IReadOnlyList<Verb> verbs, Texts texts)
{
    public async Task<int> InvokeAsync(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction || UnknownOption(parsed) is not null)
        {
            await Console.Error.WriteLineAsync(Misunderstood(parsed));
            return ExitCode.Usage;
        }

        try
        {
            // Signals are the host's.
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation);
        }
        catch (PlainWords e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.Code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(texts.Failed(e.Message));
            return ExitCode.Wrong;
        }
    }

    private RootCommand Root()
    {
        var root = new RootCommand();
        foreach (var verb in verbs)
        {
            Add(root, verb);
        }

        root.Options.OfType<HelpOption>().Single().Action = new SayHelp(verbs, texts);
        return root;
    }

    private void Add(Command parent, Verb verb)
    {
        var words = verb.Path.Split(' ');
        foreach (var word in words[..^1])
        {
            var group = parent.Subcommands.FirstOrDefault(c => c.Name == word);
            if (group is null)
            {
                parent.Add(group = new Command(word));
            }

            parent = group;
        }

        parent.Add(Command(words[^1], verb));
    }

    private Command Command(string name, Verb verb)
    {
        var command = new Command(name);
        foreach (var option in verb.Options)
        {
            command.Add(new Option<string>(option));
        }

        foreach (var flag in verb.Flags ?? [])
        {
            command.Add(new Option<bool>(flag));
        }

        var argument = Add(command, verb.Argument);
        var second = Add(command, verb.Second);

        command.SetAction(
            (parsed, stop) =>
            {
                string? Given(string option) =>
                    verb.Flags?.Contains(option) == true ? (parsed.GetValue<bool>(option) ? "on" : null)
                    : verb.Options.Contains(option) ? parsed.GetValue<string>(option)
                    : null;
                return verb.RunAsync(
                    new Settings(Given, argument is null ? null : parsed.GetValue(argument), texts)
                    {
                        Second = second is null ? null : parsed.GetValue(second),
                    },
                    stop
                );
            }
        );
        return command;
    }

    private static Argument<string?>? Add(Command command, string? name)
    {
        if (name is null)
        {
            return null;
        }

        var argument = new Argument<string?>(name) { Arity = ArgumentArity.ZeroOrOne };
        command.Add(argument);
        return argument;
    }

    private string Misunderstood(ParseResult parsed)
    {
        if ((UnknownOption(parsed) ?? parsed.UnmatchedTokens.ElementAtOrDefault(0)) is { } unknown)
        {
            var known = parsed
                .CommandResult.Command.Options.Select(o => o.Name)
                .Concat(parsed.CommandResult.Command.Subcommands.Select(c => c.Name));
            return texts.UnknownWord(unknown, NearestWord.Among(unknown, [.. known]));
        }

        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (option.Tokens.Count != 1 && option.Option.ValueType != typeof(bool))
            {
                return option.Tokens.Count == 0
                    ? texts.NeedsValue(option.Option.Name)
                    : texts.SaidTwice(option.Option.Name);
            }
        }

        return texts.NeedsVerb;
    }

    // The library takes an option it doesn't know for the verb's argument.
    private static string? UnknownOption(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(word => word.StartsWith('-'));

    private sealed class SayHelp(IReadOnlyList<Verb> verbs, Texts texts) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var words = new List<string>();
            for (
                SymbolResult? at = parseResult.CommandResult;
                at is CommandResult { Command: not RootCommand } command;
                at = at.Parent
            )
            {
                words.Insert(0, command.Command.Name);
            }

            var path = string.Join(' ', words);
            var verb =
                path.Length == 0 ? null : verbs.FirstOrDefault(v => v.Path.StartsWith(path, StringComparison.Ordinal));
            Console.WriteLine(verb?.Help ?? texts.Help);
            return ExitCode.Good;
        }
    }
}
