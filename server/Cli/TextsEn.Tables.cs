using Vigia.Server.Alerts;
using Vigia.Server.Nodes;

namespace Vigia.Server.Cli;

/// <summary>Of the verbs over tables and records: derive, qc, replay.</summary>
internal sealed partial class TextsEn
{
    public override string DeriveHelp(string channels) =>
        $"""
            Usage: vigia derive CHANNEL --csv FILE [options]
                   vigia derive "= EXPRESSION" --csv FILE [options]

              --csv FILE             the table; - is standard input. Its first line names the columns
              --out FILE             where the table goes with its new columns (standard output)
              --set NAME=NUMBER,...  inputs that no column holds; they win over columns
              --as NAME              what the column of an expression is called (value)

            A row is a step: of an hour for the fire channels, of a day for et0 and depletion. A column
            time, timestamp or date (2026-03-01T13:00) gives yr, mon, day, hr and day_of_year where these are no columns.
            A new column whose name the table has already ends in _derived. Missing cells and values that are not defined
            stay empty. What is no number is told by line and column, stays empty, and the exit code is 1.

            An expression has + - * / ^, < <= > >= == != (1 or 0), min max if exp ln sqrt pow abs, columns and channels:
            "= if(temperature - dew_point < 1.5, 1, 0)". Other names stand in brackets: [soil_moisture-1].

            Channels (> what comes out; each can be had alone by its name. < what goes in, in brackets what has a default):
            {channels}
            """;

    public override string AsBefore => "the same";

    public override string QcHelp =>
        """
            Usage: vigia qc --csv FILE --column NAME [options]

              --csv FILE             the table; - is standard input. Its first line names the columns
              --out FILE             where the table goes with its flags (standard output)
              --column NAME          whose values are judged
              --test TEST,...        gross-range, spike, rate, flat-line (all that have limits)
              --limits LIMIT,...     in place of the defaults: fail=-40..85,suspect=5..50,spike=2/5,rate=3,flat=0.05/2h/6h
              --every TIME           from row to row, where the table has no column time, nor yr, mon, day, hr: 15m

            fail and suspect: from..to. spike: suspect/fail. rate: most a minute. flat: tolerance/suspect after/fail after.
            Temperature, humidity, soil_moisture, co2, wind_speed, rain, level and air_pressure have defaults.
            Flags are QARTOD's: 1 good, 2 not evaluated, 3 suspect, 4 failed, 9 missing; NAME_flag is the worst of a row.
            What is no number is told by line and column, counts as missing, and the exit code is 1.
            """;

    public override string NeedsCsv => "Say which table: --csv FILE, or --csv - for standard input.";

    public override string NoTable(string path) => $"{path} is no table: its first line must name the columns.";

    public override string LineTooLong(long line, long most) =>
        $"Line {line} is longer than {most} letters; nothing behind it was read.";

    public override string NeedsChannel =>
        "Say which channel: vigia derive CHANNEL --csv FILE; vigia derive --help lists them.";

    public override string UnknownChannel(string channel, string nearest) =>
        $"I don't know the channel '{channel}'." + Perhaps(nearest) + " vigia derive --help lists them.";

    public override string NoSuchInput(string channel, string input, string inputs) =>
        $"--set: {channel} has no input '{input}'; it has {inputs}.";

    public override string NotASetting(string setting) =>
        $"--set: '{setting}' is no setting; write percent_cured=90,timezone=-4, each name once.";

    public override string MissingColumn(string channel, string names, string input, string columns) =>
        $"{channel} needs a column {names}, or --set {input}=NUMBER; the table has {columns}.";

    public override string WrongWidth(long line, long cells, long columns) =>
        $"line {line}: {cells} cells where the header has {columns}";

    public override string NoNumber(long line, string column, string cell) =>
        $"line {line}, column {column}: '{cell}' is no number";

    public override string NoTime(long line) => $"line {line}: its time can't be read";

    public override string BadCellsCounted(long bad, long rows) =>
        $"{bad} faults in {rows} rows; what could not be computed was left empty.";

    public override string RowsWithoutValue(long empty, long rows) =>
        $"{empty} of {rows} rows have no value: not measured, or not defined.";

    public override string RowsRead(long rows) => $"{rows} rows";

    public override string NeedsColumn(string columns) => $"Say which column: --column NAME; the table has {columns}.";

    public override string NoSuchColumn(string column, string columns) =>
        $"The table has no column '{column}'; it has {columns}.";

    public override string NotLimits(string limits, string example) =>
        $"--limits: '{limits}' is no limit; write {example}.";

    public override string NoLimits(string what, string example) =>
        $"There are no limits for {what}: say --limits {example}.";

    public override string NeedsTime =>
        "The table has no times: it needs a column time, or yr, mon, day and hr, or say --every 15m.";

    public override string ExpressionTooLong(long most) => $"The expression is longer than {most} letters.";

    public override string ExpressionTooDeep(long position, long most) =>
        $"Letter {position}: more than {most} parentheses, calls and signs within one another.";

    public override string ExpressionUnexpected(long position, string found, string expected) =>
        $"Letter {position}: {found} where {expected} should be.";

    public override string ExpressionName(long position, string name, string nearest) =>
        $"Letter {position}: there is no '{name}'." + Perhaps(nearest);

    public override string ExpressionFunction(long position, string name, string nearest) =>
        $"Letter {position}: there is no function {name}." + Perhaps(nearest);

    public override string ExpressionArguments(long position, string function, string count) =>
        $"Letter {position}: {function} takes {count} values.";

    public override string ExpressionNumber(long position, string number) =>
        $"Letter {position}: '{number}' is no number.";

    public override string ReplayHelp =>
        """
            Usage: vigia replay [RULE] --days N | --csv FILE [options]

            Says what the rules would have done: each alarm with its time, how long it lasted and its messages; how many texts
            to whom, were nobody to answer; and of a new farm file what differs from the present one: new, gone, longer. It
            changes and sends nothing.

              RULE                   only alarms of this rule; silence and link too
              --days N               on the last N days that are stored, 0.01 to 3650; the service may be running
              --csv FILE             on a table with columns time, node, point, value and, if known, unit; - is standard input.
                                     A time without a zone is the farm's clock. Silence is not judged there
              --farm FILE            with this farm file (the farm.yaml of the data folder), held against that one
              --data DIR             data folder of the service
              --speed N              how many times as fast time ran when it was stored: that of a demo (1)

            A node is known by its packs: a while with the service off looks like a cut. Of each place the last maintenance is known,
            and regarded; what was before that is judged as if nobody had worked there.

            The last line is "rows N, alarms N, standing N, messages N, texts N, people N", and of a comparison the one before it
            "same N, added N, gone N, longer N, shorter N, worse N, milder N": the same in every language. Ends with 0, alarms or
            not; with 1 where something could not be read.
            """;

    public override string NeedsDaysOrCsv => "Say on what: --days 7 or --csv FILE, one of them.";

    public override string NothingStored => "The ledger is empty: there is nothing to replay.";

    public override string NoSuchRule(string rule, string known) => $"There is no rule '{rule}'; there are {known}.";

    public override string NoSuchPoint(long line, string name) =>
        $"line {line}: '{name}' is no node and point; names are of letters, digits and -";

    public override string ReplayStands(string length) => $"{length}, still";

    public override string ReplayCalled(long texts, long people, string each) =>
        $"Texts, were nobody to answer: {texts} to {people} people ({each}).";

    public override string ReplayAgainst(string file) => $"Held against {file}:";

    public override string ReplayNotCompared(string file) =>
        $"Not held against {file}: it cannot be read, or the table only once.";

    public override string ReplayNew => "new";

    public override string ReplayGone => "gone";

    public override string ReplayLonger(string before) => $"longer (was {before})";

    public override string ReplayShorter(string before) => $"shorter (was {before})";

    public override string ReplayWorse(string before) => $"graver (was {before})";

    public override string ReplayMilder(string before) => $"milder (was {before})";

    public override string TheEnd => "the end";

    public override string ExpectedValue => "a number, a name or '('";

    public override string ExpectedOperator => "one of + - * / ^ < > == or the end";

    private static string Perhaps(string nearest) => nearest.Length > 0 ? $" Did you mean {nearest}?" : "";
}
