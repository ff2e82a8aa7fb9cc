using Vigia.Server.Cli;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Cli;

[Collection(AtTheTerminal.Name)]
public sealed class CommandLineTests : IDisposable
{
    private readonly Terminal terminal = new();
    private readonly Verbs verbs = new(new TextsEn());

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task A_verb_gets_its_options_and_its_argument()
    {
        Assert.Equal(ExitCode.Good, await verbs.Say("node", "add", "inv-1", "--zone", "invernadero-1"));

        Assert.Equal("node add", verbs.Ran);
        Assert.Equal(("inv-1", "invernadero-1"), (verbs.Settings?.Argument, verbs.Settings?.Text("--zone")));
        Assert.Equal("", terminal.Errors);
    }

    [Theory]
    [InlineData("", "Say what to do")]
    [InlineData("serv", "I don't know 'serv'. Did you mean serve?")]
    [InlineData("serve --inflx http://x", "I don't know '--inflx'. Did you mean --influx?")]
    [InlineData("demo --fro 3s", "I don't know '--fro'. Did you mean --for?")]
    [InlineData("node ad inv-1", "I don't know 'ad'. Did you mean add?")]
    [InlineData("somethingelse", "I don't know 'somethingelse'.")]
    [InlineData("node", "Say what to do")]
    [InlineData("serve --data", "--data needs a value.")]
    [InlineData("serve --data a --data b", "--data was said more than once.")]
    [InlineData("rebuild influx --site granja", "I don't know '--site'.")]
    [InlineData("node add inv-1 inv-2", "I don't know 'inv-2'.")]
    public async Task What_is_typed_wrong_is_said_in_plain_words_and_nothing_runs(string words, string said)
    {
        Assert.Equal(ExitCode.Usage, await verbs.Say(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.StartsWith(said, terminal.Errors, StringComparison.Ordinal);
        Assert.Equal("", terminal.Output);
        Assert.Null(verbs.Ran);
    }

    [Fact]
    public async Task A_word_that_nothing_resembles_gets_no_guess()
    {
        await verbs.Say("somethingelse");

        Assert.DoesNotContain("Did you mean", terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_answered_in_spanish_to_who_speaks_it()
    {
        Assert.Equal(ExitCode.Usage, await new Verbs(new TextsEs()).Say("serv"));

        Assert.Equal("No conozco 'serv'. ¿Quiso decir serve?", terminal.Errors.Trim());
    }

    [Theory]
    [InlineData(ExitCode.Usage)]
    [InlineData(ExitCode.Wrong)]
    public async Task A_verb_ends_with_its_plain_words_and_their_code(int code)
    {
        verbs.Does = _ => throw new PlainWords("the well is dry", code);

        Assert.Equal(code, await verbs.Say("demo"));

        Assert.Equal("the well is dry", terminal.Errors.Trim());
    }

    [Fact]
    public async Task A_file_that_is_missing_is_a_sentence_and_no_stack_trace()
    {
        verbs.Does = _ => throw new FileNotFoundException("no such key");

        Assert.Equal(ExitCode.Wrong, await verbs.Say("serve"));

        Assert.Equal("vigia had to give up: no such key", terminal.Errors.Trim());
    }

    [Theory]
    [InlineData("--help", "Usage: vigia VERB")]
    [InlineData("serve --help", "Usage: vigia serve")]
    [InlineData("demo -h", "Usage: vigia demo")]
    [InlineData("node --help", "Usage: vigia node add")]
    [InlineData("node add --help", "Usage: vigia node add")]
    [InlineData("rebuild influx --help", "Usage: vigia rebuild influx")]
    public async Task Help_is_that_of_the_verb(string words, string said)
    {
        Assert.Equal(ExitCode.Good, await verbs.Say(words.Split(' ')));

        Assert.Contains(said, terminal.Output, StringComparison.Ordinal);
        Assert.Null(verbs.Ran);
    }
}
