using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Nature;
using Vigia.Wire;

namespace Vigia.Edge.Cli;

/// <summary>Every sentence the agent says to the person at its command line.</summary>
internal abstract class Texts
{
    public abstract string Help { get; }
    public abstract string RunHelp { get; }
    public abstract string SimulateHelp { get; }
    public abstract string SenseHelp { get; }
    public abstract string SirenHelp { get; }
    public abstract string CheckHelp { get; }

    public abstract string UnknownWord(string word, string nearest);
    public abstract string NeedsVerb { get; }
    public abstract string NeedsValue(string option);
    public abstract string SaidTwice(string option);
    public abstract string NotATime(string option, string value);
    public abstract string NotANumber(string option, string value, string allowed);
    public abstract string NotOneOf(string option, string value, string allowed);
    public abstract string NotTogether(string option, string other);
    public abstract string NeedsNodeFile { get; }
    public abstract string OneLedgerForAll { get; }
    public abstract string SameNodeTwice(string name);
    public abstract string InUse(string data);
    public abstract string Failed(string reason);
    public abstract string Good(NodeConfig node);
    public abstract string NoSiren(string file);
    public abstract string SirenSounds(SirenLine siren, TimeSpan span);
    public abstract string SirenIsSilent(SirenLine siren);

    /// <param name="reason">The kernel's words.</param>
    public abstract string SirenFault(SirenLine siren, SensorFault fault, string reason);
    public abstract string TooLong(string option, string value, string most);
    public abstract string Sampled(long packs, long held);

    public abstract string NeedsOption(string option, string other);
    public abstract string NoSuchSensor(string name, string known, string nearest);
    public abstract string NothingYet(string sensor);

    /// <summary>The flag's number and what it means.</summary>
    public abstract string Flag(QartodFlag flag);

    /// <summary>What a fault means, and what to do about it.</summary>
    public abstract string Advice(SensorFault fault, Wiring wiring);

    /// <summary>One line: file, line, key, what is wrong with it, what would be right.</summary>
    public string Describe(Finding finding)
    {
        var where = finding.Line > 0 ? $"{finding.File}:{finding.Line}: " : $"{finding.File}: ";
        var key = finding.Key.Length > 0 ? finding.Key + ": " : "";
        var nearest = finding.Nearest.Length > 0 ? " " + DidYouMean(finding.Nearest) : "";
        return where + key + OneLine(What(finding)) + nearest;
    }

    /// <summary>One line: file, line, column, what is wrong with it, what would be right.</summary>
    public string Describe(WeatherFinding finding)
    {
        var where = finding.Line > 0 ? $"{finding.File}:{finding.Line}: " : $"{finding.File}: ";
        var column = finding.Column.Length > 0 ? finding.Column + ": " : "";
        return where + column + OneLine(What(finding));
    }

    protected abstract string What(Finding finding);
    protected abstract string What(WeatherFinding finding);
    protected abstract string DidYouMean(string word);

    /// <summary>Advice about a siren's line is that about any line.</summary>
    protected static Wiring SirenWiring { get; } =
        new LineWiring(new LineRequest(0, 0, LineBias.None, ActiveLow: false, TimeSpan.Zero));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
