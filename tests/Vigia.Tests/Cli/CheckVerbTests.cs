using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Cli;

[Collection(AtTheTerminal.Name)]
public sealed class CheckVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-check-");
    private readonly Terminal terminal = new();

    public void Dispose()
    {
        terminal.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_good_file_is_called_good_with_what_is_in_it()
    {
        var file = Write(FarmFile.DemoText());

        Assert.Equal(ExitCode.Good, await CheckAsync(file, new TextsEn()));
        Assert.Equal(ExitCode.Good, await CheckAsync(file, new TextsEs()));

        Assert.Equal(
            $"{file}: good: 9 zones, 9 nodes, 98 rules\n{file}: bien: 9 zonas, 9 nodos, 98 reglas\n",
            terminal.Output
        );
    }

    [Fact]
    public async Task One_of_each_is_said_in_the_singular()
    {
        var file = Write(
            "zones: [{name: z, kind: weather-mast, rules: {gale: off, fire-danger: off, fire-danger-extreme: off}}]\nnodes: [{name: n, zone: z}]\nrules: [{name: r, point: a, above: 1}]"
        );

        await CheckAsync(file, new TextsEn());

        Assert.Equal($"{file}: good: 1 zone, 1 node, 1 rule\n", terminal.Output);
    }

    [Fact]
    public async Task Everything_wrong_is_said_with_its_line_and_the_exit_code_is_one()
    {
        var file = Write("silence: never\nrules:\n  - {name: r, point: a, abov: 1}\n");

        Assert.Equal(ExitCode.Wrong, await CheckAsync(file, new TextsEn()));

        Assert.Contains($"{file}:1: silence: \"never\"", terminal.Output);
        Assert.Contains($"{file}:3: \"abov\" is no key (did you mean \"above\"?)", terminal.Output);
        Assert.Contains($"{file}:3: above: is missing", terminal.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_in_one_sentence()
    {
        var words = await Assert.ThrowsAsync<PlainWords>(() => CheckAsync("/nowhere/farm.yaml", new TextsEn()));

        Assert.Equal(ExitCode.Wrong, words.Code);
        Assert.Contains("/nowhere/farm.yaml", words.Message);
    }

    private static Task<int> CheckAsync(string file, Texts texts) =>
        CheckVerb.RunAsync(new Settings(_ => null, file, texts), TestContext.Current.CancellationToken);

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "farm.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
