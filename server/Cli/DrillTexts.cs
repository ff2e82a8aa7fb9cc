using System.Globalization;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Drills;

namespace Vigia.Server.Cli;

/// <summary>What <c>vigia drill</c> says, one class a language.</summary>
internal abstract class DrillTexts
{
    public static DrillTexts Of(Texts texts) =>
        texts.Language == Language.Spanish ? new DrillTextsEs() : new DrillTextsEn();

    public abstract string Help { get; }

    public abstract string Begun(DrillReport report);

    public abstract string Refused(DrillAnswer why);

    protected abstract (string Handed, string Sent, string Delivered, string Rang, string Answered) Steps { get; }

    protected abstract string Verdict(DrillReport report);

    protected abstract NumberFormatInfo Numbers { get; }

    protected abstract string Siren { get; }

    /// <summary>Each step that was taken, as a line: those that are not known yet are told.</summary>
    public IEnumerable<string> News(DrillReport report) =>
        report.People.SelectMany(person => StepsOf(person).Select(step => $"  {person.Name}: {step}"));

    /// <summary>The whole of it, at its end.</summary>
    public IEnumerable<string> Whole(DrillReport report)
    {
        yield return "";
        foreach (var person in report.People)
        {
            yield return $"  {person.Name, -14} {string.Join(" · ", StepsOf(person))}";
        }

        if (report.Siren is { } siren)
        {
            yield return $"  {Siren, -14} {siren}";
        }

        yield return Verdict(report);
    }

    protected string Seconds(double? seconds) => seconds is { } time ? time.ToString("0.0", Numbers) + " s" : "–";

    private IEnumerable<string> StepsOf(DrillPerson person)
    {
        var (handed, sent, delivered, rang, answered) = Steps;
        if (person.Handed is not null)
        {
            yield return $"{handed} {Seconds(person.Handed)}";
        }

        if (person.Sent is not null)
        {
            yield return $"{sent} {Seconds(person.Sent)}";
        }

        if (person.Delivered is not null)
        {
            yield return $"{delivered} {Seconds(person.Delivered)}";
        }

        if (person.Ring is { } ring)
        {
            yield return $"{rang}: {ring}";
        }

        if (person.Answered is not null)
        {
            yield return $"{answered} {person.Word} {Seconds(person.Answered)}";
        }
    }
}
