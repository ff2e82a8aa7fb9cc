namespace Vigia.Server.Cli;

/// <summary>Of the report for an assembly.</summary>
internal sealed partial class TextsEn
{
    public override string ReportHelp =>
        """
            Usage: vigia report [options]

            One sheet for an assembly: alerts, who answered and how fast, messages, water, pump hours, power cuts, rain, and for
            how much of the time each node was heard. The page has it too: /report

              --from DATE            the first day, 2026-11-01 (29 days before the last)
              --to DATE              the last day (today); at most 366 days, by the farm's clock
              --lang es|en           language of the sheet (the terminal's)
              --html FILE            writes it as a page to print
              --farm FILE            with this farm file (the data folder's farm.yaml)
              --data DIR             the service's data folder; the service may be running
            """;

    public override string DaysNotAllowed(long most) =>
        $"--from and --to want days such as 2026-11-30, the first not after the last, and not more than {most}.";

    public override string ReportWritten(string path) => $"The sheet is in {path}.";
}
