using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Core;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Report;

[Collection(AtTheTerminal.Name)]
public sealed class FarmReportTests : IDisposable
{
    private readonly ReportPlace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task An_assembly_reads_water_pump_power_and_nodes_of_its_day_on_one_sheet()
    {
        place.Stored("bomba-1", Minutes(0, 24 * 60, Pump));

        Assert.Equal(ExitCode.Good, await OfTheDay());

        Says("Informe de Comuna El Maizal");
        Says("Del 23/11/2026 al 23/11/2026");
        Says("Hay lecturas del 23/11/2026 00:00 al 23/11/2026 23:59.");
        // 120 minutes of pump, 40 l each; dark from 20:00 to 20:30.
        Says("Bomba del pozo  4.800");
        Says("Bomba del pozo  Bomba         2  2 h 00        60 min");
        Says("Bomba del pozo  Luz           1  30 min        30 min");
        Says("bomba-1     100,0 %                   –");
        Says("inv-1         0,0 %             23 h 59");
    }

    [Fact]
    public async Task Rain_is_told_by_the_place_that_measured_it_and_in_english_where_asked()
    {
        place.Stored(
            "clima-1",
            [
                (ReportPlace.Day.AddHours(3), [new("rain", "mm", 12.5)]),
                (ReportPlace.Day.AddHours(4), [new("rain", "mm", 0.25)]),
            ]
        );

        await OfTheDay(("--lang", "en"));

        Says("From 23 Nov 2026 to 23 Nov 2026");
        Says("Weather mast   12.8");
    }

    [Fact]
    public async Task What_nobody_measured_is_not_counted()
    {
        // On at 6:00, silent for four hours, on at 10:00 and for ten minutes more.
        place.Stored("bomba-1", [.. At(6 * 60, on: true), .. At(10 * 60, on: true), .. At((10 * 60) + 10, on: false)]);

        await OfTheDay();

        Says("Bomba del pozo  Bomba         2  10 min        10 min");
    }

    [Fact]
    public async Task Whoever_said_yes_is_named_with_how_long_it_took_and_a_day_before_is_another_report()
    {
        Raised(1, "pump-dry", "bomba", "bomba-1", "flow", ReportPlace.Day.AddHours(8));
        Raised(2, "pump-dry", "bomba", "bomba-1", "flow", ReportPlace.Day.AddHours(9));
        Raised(3, "heat", "invernadero-1", "inv-1", "temperature", ReportPlace.Day.AddHours(-1));
        Answered(1, "ramon", ReportPlace.Day.AddHours(8).AddSeconds(70));
        place.Happened(db =>
            AlertTable.Clear(
                db,
                new AlertClearing(
                    1,
                    Ms(ReportPlace.Day.AddHours(8).AddMinutes(20)),
                    Ms(ReportPlace.Day.AddHours(8).AddMinutes(21)),
                    20,
                    StepReason.CameBack
                )
            )
        );

        place.Happened(store =>
            new AlertDesk(store).DeclareFalse(2, new By("ramon", Means.Page), ReportPlace.Day.AddHours(9))
        );

        await OfTheDay();

        Says("Bomba del pozo  Bomba sin agua      2       1          1      70 s        20 min");
        Says("Ramón Escalona           1      70 s");
        Assert.DoesNotContain("Invernadero 1", place.Terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_came_second_is_named_too_each_from_when_he_was_called()
    {
        var raised = ReportPlace.Day.AddHours(8);
        Raised(1, "pump-dry", "bomba", "bomba-1", "flow", raised);
        Answered(1, "Ramón Escalona", raised.AddSeconds(70));
        place.Happened(db =>
        {
            CallTable.Insert(db, CallOf("jose", raised.AddMinutes(2)));
            CallTable.Insert(db, AnswerOf("a", "ramon", "Yes", raised.AddSeconds(70)));
            CallTable.Insert(db, AnswerOf("b", "jose", "Coming", raised.AddMinutes(2).AddSeconds(40)));
            CallTable.Insert(db, AnswerOf("c", "jose", "Yes", raised.AddMinutes(9)));
            CallTable.Insert(db, AnswerOf("d", "carmen", "No", raised.AddMinutes(3)));
        });

        await OfTheDay();

        Says("Ramón Escalona            1      70 s");
        Says("José Colmenárez           1      40 s");
        Assert.DoesNotContain("Carmen", place.Terminal.Output, StringComparison.Ordinal);

        static CallRow CallOf(string person, DateTimeOffset at) =>
            new(person, 1, person, "deputy", Ms(at), CallMeans.Sms, CallGrade.Severe);

        static AnswerRow AnswerOf(string id, string person, string word, DateTimeOffset at) =>
            new(id, 1, person, word, Ms(at), CallMeans.Sms);
    }

    [Fact]
    public async Task Messages_are_counted_as_they_are_paid()
    {
        place.Happened(db =>
        {
            foreach (
                var (state, at) in new[]
                {
                    SmsState.Sent,
                    SmsState.Delivered,
                    SmsState.Delivered,
                    SmsState.Expired,
                    SmsState.Cancelled,
                }
                    .Index()
                    .Select(each => (each.Item, each.Index))
            )
            {
                SmsTable.Insert(db, RowOf(state: at, state));
            }
        });

        await OfTheDay();

        Says("3 SMS enviados, 2 con entrega confirmada, 1 sin enviar.");
    }

    [Fact]
    public async Task A_page_to_print_stands_alone_and_escapes_every_word()
    {
        File.WriteAllText(
            place[FarmFile.Name],
            FarmFile
                .DemoText()
                .Replace("title: Comuna El Maizal", "title: \"<b>Maíz & Cía</b>\"", StringComparison.Ordinal)
        );

        Assert.Equal(ExitCode.Good, await OfTheDay(("--html", place["hoja.html"])));

        var page = await File.ReadAllTextAsync(place["hoja.html"], TestContext.Current.CancellationToken);
        Assert.Contains("Informe de &lt;b&gt;Ma&#237;z &amp; C&#237;a&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("@page", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-24", "2026-11-23")]
    [InlineData("2025-11-22", "2026-11-23")]
    [InlineData("yesterday", "2026-11-23")]
    [InlineData("2026-11-23", "9999-12-31")]
    public async Task Days_that_are_none_are_refused_in_a_sentence(string from, string to)
    {
        var refused = await Assert.ThrowsAsync<PlainWords>(() => place.ReportAsync(("--from", from), ("--to", to)));

        Assert.Equal(
            "--from y --to quieren días como 2026-11-30, el primero no después del último, y no más de 366.",
            refused.Message
        );
    }

    [Fact]
    public async Task A_farm_without_readings_has_a_report_that_says_so()
    {
        await OfTheDay();

        Says("No hay lecturas de esos días.");
    }

    private void Says(string line) =>
        Assert.True(
            place.Terminal.Output.Contains(line, StringComparison.Ordinal),
            $"not there: {line}\n{place.Terminal.Output}"
        );

    private Task<int> OfTheDay(params (string, string)[] more) =>
        place.ReportAsync([("--from", "2026-11-23"), ("--to", "2026-11-23"), .. more]);

    // The pump runs from 6 to 7 and from 17 to 18; the mains fails from 20:00 to 20:30.
    private static Reading[] Pump(int minute)
    {
        var isOn = minute / 60 is 6 or 17;
        var isDark = minute is >= 1200 and < 1230;
        return
        [
            new("state-pump", "boolean", isOn ? 1 : 0),
            new("state-mains", "boolean", isDark ? 0 : 1),
            new("volume", "l", isOn ? 40 : 0, Sum: 1),
        ];
    }

    private static IEnumerable<(DateTimeOffset, Reading[])> Minutes(int from, int to, Func<int, Reading[]> readings) =>
        Enumerable.Range(from, to - from).Select(minute => (ReportPlace.Day.AddMinutes(minute), readings(minute)));

    private static IEnumerable<(DateTimeOffset, Reading[])> At(int minute, bool on) =>
        Minutes(minute, minute + 1, _ => [new("state-pump", "boolean", on ? 1 : 0)]);

    private void Raised(long id, string rule, string zone, string node, string point, DateTimeOffset at) =>
        place.Happened(db =>
            AlertTable.Insert(
                db,
                new Alert(
                    id,
                    rule,
                    node,
                    point,
                    zone,
                    Severity.Severe,
                    Urgency.Immediate,
                    Certainty.Observed,
                    AlertState.Raised,
                    Ms(at),
                    Ms(at),
                    1,
                    2,
                    "l/min"
                ),
                StepReason.WentBeyond
            )
        );

    private void Answered(long id, string who, DateTimeOffset at) =>
        place.Happened(store =>
            Assert.Equal(DeskAnswer.Done, new AlertDesk(store).Acknowledge(id, new By(who, Means.Sms), at))
        );

    private static SmsRow RowOf(int state, SmsState after) =>
        new(
            $"m{state}",
            "m",
            Vigia.Server.Sms.PhoneNumber.TryParse("+584000000001", out var phone) ? phone : default,
            "Fuego",
            Vigia.Server.Sms.SmsPriority.Ordinary,
            after,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: Ms(ReportPlace.Day.AddHours(1)),
            NextMs: 0,
            TroubledMs: null,
            NotAfterMs: 0
        );

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
