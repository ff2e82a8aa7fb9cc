using System.Globalization;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Alerts;

/// <summary>The words of alerts that no farm file gives, one class a language.</summary>
internal abstract class AlertWords
{
    public static AlertWords Of(Language language) =>
        language == Language.Spanish ? AlertWordsEs.Instance : AlertWordsEn.Instance;

    /// <summary>How numbers are written: 39,4 in Venezuela.</summary>
    public virtual NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public abstract string Limit(string reading);
    public abstract string At(string clock);
    public abstract string Since(string clock);
    public abstract string Alert(string code);
    public abstract string EndOfAlert(string code);

    /// <summary>What to answer to a message that asks for one.</summary>
    public abstract string Answer(string code);

    /// <summary>Of what is no fire.</summary>
    public abstract string AnswerYes(string code);

    /// <summary>A person says that it never was.</summary>
    public abstract string FalseAlarm(string who);

    /// <summary>Began so often within an hour.</summary>
    public abstract string ComesAndGoes(int times);

    /// <summary>A person says that it is over.</summary>
    public abstract string ClosedBy(string who);
    public abstract string OnOff(bool isOn);
    public abstract string Lost(string nodes);
    public abstract string LostDo { get; }
    public abstract string LostTogether(int nodes);
    public abstract string LostTogetherDo { get; }

    /// <param name="more">Further ones that are not named.</param>
    public abstract string PointsLost(string points, int more);
    public abstract string PointsLostDo { get; }

    /// <summary>What is wrong with Vigía itself.</summary>
    /// <param name="to">Clock, of what was over when it was known.</param>
    public abstract string Trouble(ServiceTrouble trouble, string to);
    public abstract string TroubleDo(ServiceTrouble trouble);

    /// <summary>What is practised.</summary>
    public abstract string Drill { get; }

    /// <summary>Every text about it begins so.</summary>
    public abstract string DrillMark { get; }

    /// <summary>How sure a fire is, behind its title; what is told to who has the duty alone is less than severe.</summary>
    public abstract string Sure(Severity severity, Certainty certainty);

    /// <summary>A word of evidence: <c>heat</c>, <c>smoke</c>, <c>flame</c>.</summary>
    public abstract string Seen(string word);

    /// <summary>A person said that it burns.</summary>
    public abstract string SaidBy(string who);
    public abstract string Wind(int kilometresAnHour);
}
