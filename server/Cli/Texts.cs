using Vigia.Server.Alerts;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;

namespace Vigia.Server.Cli;

/// <summary>Everything the server's command line says, one class a language.</summary>
internal abstract class Texts
{
    internal abstract Language Language { get; }
    public abstract string Help { get; }
    public abstract string ServeHelp { get; }
    public abstract string DemoHelp { get; }
    public abstract string CheckHelp { get; }
    public abstract string NodeHelp { get; }
    public abstract string RebuildHelp { get; }
    public abstract string MaintenanceHelp { get; }
    public abstract string PeopleHelp { get; }
    public abstract string NeedsVerb { get; }
    public abstract string UnknownWord(string word, string nearest);
    public abstract string NeedsValue(string option);
    public abstract string SaidTwice(string option);
    public abstract string NotAnAddress(string option, string value);
    public abstract string NotATime(string option, string value);
    public abstract string NotASize(string option, string value);
    public abstract string NotANumber(string option, string value, string range);
    public abstract string NotOneOf(string option, string value, string allowed);
    public abstract string NotAPhone(string option, string value);
    public abstract string NotAUrl(string option, string value);
    public abstract string NotAName(string what, string value);
    public abstract string NeedsNode { get; }
    public abstract string NeedsServerAddress { get; }
    public abstract string NodeAdded(string node, string folder);
    public abstract string NoSuchFile(string option, string file);
    public abstract string FolderNotEmpty(string option, string folder);
    public abstract string FolderInUse(string folder);
    public abstract string CannotUse(string path, string reason);
    public abstract string PortTaken(string option, string address);
    public abstract string Identity(IdentityProblem problem, string detail);
    public abstract string Tls(TlsProblem problem, string file, string detail);
    public abstract string FirstSignIn(string url);
    public abstract string FarmCa(string fingerprint);
    public abstract string PageInTheClear(string address);
    public abstract string Failed(string reason);
    public abstract string RebuildAsked { get; }
    public abstract string RebuildProgress(long row, long of);
    public abstract string RebuildDone(long rows);
    public abstract string RebuildOffline { get; }
    public abstract string NoInflux { get; }
    public abstract string NothingHere(string folder);
    public abstract string FarmFileRefused { get; }
    public abstract string FarmFileGood(string file, long zones, long nodes, long rules);
    public abstract string NoFarmFile(string file);
    public abstract string NeedsPlace { get; }
    public abstract string NoServer(string folder);
    public abstract string NoSuchPlace(string place, string nearest);
    public abstract string MaintenanceBegun(string place, string until);
    public abstract string MaintenanceEnded(string place);
    public abstract string MaintenanceRefused(string place, MaintenanceAnswer why);
    public abstract string UserHelp { get; }
    public abstract string NeedsUser { get; }
    public abstract string UserPassword(string name, string password);
    public abstract string UserChanged(string name);
    public abstract string UserRefused(string name, AccountOutcome why);
    public abstract string DemoNeedsAgent(string path);
    public abstract string DemoBegins(string http, string mqtt, string folder);
    public abstract string DemoSignIn(string name, string password);
    public abstract string DemoScenario(string name, string title);
    public abstract string DemoWillHappen(string time, string what);
    public abstract string DemoRaised(string code, string place, string what);
    public abstract string DemoAcknowledged(string code, string place, string what);
    public abstract string DemoCleared(string code, string place, string what);
    public abstract string DemoTold(string person, string text);
    public abstract string DemoRung(string person);
    public abstract string DemoNoSiren { get; }
    public abstract string DemoSirenQuiet { get; }

    /// <param name="outcome">Of each siren; empty: not known yet.</param>
    public abstract string DemoSiren(string outcome);

    /// <param name="others">Those called after the first, in order; empty: nobody.</param>
    /// <param name="seconds">Until the modem has told them all.</param>
    public abstract string DutyNow(string role, string first, string others, string people, string seconds);
    public abstract string TextsLeft(string person, string left, string of);
    public abstract string SimLeft(string left, string of);
    public abstract string DemoState(long stored, long heard, long nodes, long open);
    public abstract string DemoAgentDied(long code, string words);
    public abstract string DeriveHelp(string channels);
    public abstract string AsBefore { get; }
    public abstract string QcHelp { get; }
    public abstract string NeedsCsv { get; }
    public abstract string NoTable(string path);
    public abstract string LineTooLong(long line, long most);
    public abstract string NeedsChannel { get; }
    public abstract string UnknownChannel(string channel, string nearest);
    public abstract string NoSuchInput(string channel, string input, string inputs);
    public abstract string NotASetting(string setting);
    public abstract string MissingColumn(string channel, string names, string input, string columns);
    public abstract string WrongWidth(long line, long cells, long columns);
    public abstract string NoNumber(long line, string column, string cell);
    public abstract string NoTime(long line);
    public abstract string BadCellsCounted(long bad, long rows);
    public abstract string RowsWithoutValue(long empty, long rows);
    public abstract string RowsRead(long rows);
    public abstract string NeedsColumn(string columns);
    public abstract string NoSuchColumn(string column, string columns);
    public abstract string NotLimits(string limits, string example);
    public abstract string NoLimits(string what, string example);
    public abstract string NeedsTime { get; }
    public abstract string ExpressionTooLong(long most);
    public abstract string ExpressionTooDeep(long position, long most);
    public abstract string ExpressionUnexpected(long position, string found, string expected);
    public abstract string ExpressionName(long position, string name, string nearest);
    public abstract string ExpressionFunction(long position, string name, string nearest);
    public abstract string ExpressionArguments(long position, string function, string count);
    public abstract string ExpressionNumber(long position, string number);
    public abstract string ReplayHelp { get; }
    public abstract string ReportHelp { get; }
    public abstract string DaysNotAllowed(long most);
    public abstract string ReportWritten(string path);
    public abstract string NeedsDaysOrCsv { get; }
    public abstract string NothingStored { get; }
    public abstract string NoSuchRule(string rule, string known);
    public abstract string NoSuchPoint(long line, string name);
    public abstract string ReplayStands(string length);
    public abstract string ReplayCalled(long texts, long people, string each);
    public abstract string ReplayAgainst(string file);
    public abstract string ReplayNotCompared(string file);
    public abstract string ReplayNew { get; }
    public abstract string ReplayGone { get; }
    public abstract string ReplayLonger(string before);
    public abstract string ReplayShorter(string before);
    public abstract string ReplayWorse(string before);
    public abstract string ReplayMilder(string before);
    public abstract string TheEnd { get; }
    public abstract string ExpectedValue { get; }
    public abstract string ExpectedOperator { get; }
}
