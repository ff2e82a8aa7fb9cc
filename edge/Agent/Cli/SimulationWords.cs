using System.CommandLine;
using Vigia.Edge.Simulation.Electronics;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Wire;

namespace Vigia.Edge.Cli;

/// <summary>The options of <c>simulate</c> that make a farm of it: what happens, in which weather, how fast.</summary>
internal sealed class SimulationWords
{
    private const double Slowest = 1;
    private const long Latest = 4_102_444_800_000; // 2100

    private readonly Option<string[]> scenario = Taking("--scenario");
    private readonly Option<string[]> weather = Taking("--weather");
    private readonly Option<string[]> electronics = Taking("--electronics");
    private readonly Option<string[]> speed = Taking("--speed");
    private readonly Option<string[]> origin = Taking("--origin");

    private readonly Option<string[]> outputs = Taking("--outputs");

    public IReadOnlyList<Option> Options => [scenario, weather, electronics, speed, origin, outputs];

    public SimulationOptions Read(OptionReader reader, Texts texts, SimulationOptions options)
    {
        var read = options with
        {
            Scenario = ScenarioOf(reader, texts),
            Weather = WeatherOf(reader, texts),
            Electronics = ElectronicsOf(reader, texts),
            Speed = reader.Number(speed, Slowest, WorldTime.Fastest) ?? Slowest,
            Origin = OriginOf(reader),
            OutputsFile = reader.Text(outputs),
        };
        if (read is { Speed: > Slowest, ClockFile: not null })
        {
            // A clock that is wrong on purpose is wrong by seconds, not by speed.
            reader.Errors.Add(texts.NotTogether("--clock-file", speed.Name));
        }

        return read;
    }

    private Scenario? ScenarioOf(OptionReader reader, Texts texts)
    {
        if (reader.Text(scenario) is not { } name)
        {
            return null;
        }

        var found = ScenarioBook.Find(name);
        if (found is null)
        {
            reader.Errors.Add(
                texts.NotOneOf(scenario.Name, name, string.Join(", ", ScenarioBook.All.Select(s => s.Name)))
            );
        }

        return found;
    }

    private WeatherRows? WeatherOf(OptionReader reader, Texts texts)
    {
        if (reader.Text(weather) is not { } file)
        {
            return null;
        }

        var (rows, wrong) = WeatherReader.Read(file);
        if (wrong is not null)
        {
            reader.Errors.Add(texts.Describe(wrong));
        }

        return rows;
    }

    private ElectronicsPlan? ElectronicsOf(OptionReader reader, Texts texts)
    {
        if (reader.Text(electronics) is not { } file)
        {
            return null;
        }

        var (plan, findings) = ElectronicsReader.Read(file);
        reader.Errors.AddRange(findings.Select(texts.Describe));
        return plan;
    }

    private DateTimeOffset? OriginOf(OptionReader reader) =>
        reader.Number(origin, 0, Latest) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms) : null;

    private static Option<string[]> Taking(string name) => new(name) { Arity = ArgumentArity.ZeroOrMore };
}
