using System.Globalization;
using FsCheck.Xunit;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Calls;

/// <summary>Whatever a farm file says and is taken, each text is one part of GSM-7, whole where it matters.</summary>
public sealed class CallTextsTests
{
    private static readonly string[] Steps = ["duty", "deputy", "all", "everyone", "worse-1", "remind-5"];
    private static readonly string[] Letters =
    [
        "a",
        "e",
        "o",
        "s",
        "r",
        " ",
        "á",
        "í",
        "Ñ",
        "°",
        "{",
        "€",
        "ü",
        "é",
        "—",
    ];

    private static int tried;
    private static int taken;

    [Property(MaxTest = 60)]
    public void No_farm_file_that_is_taken_makes_a_text_too_long(int seed)
    {
        var fate = new Random(seed);
        tried++;
        var reading = FarmFile.Parse(Yaml(fate), "farm.yaml");
        if (reading.Plan is not { } plan)
        {
            return;
        }

        taken++;
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.All(AllTexts(plan, language), text => AssertOnePart(text));
        }
    }

    [Fact]
    public void The_property_above_is_of_files_that_are_taken_and_of_such_that_are_not()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            No_farm_file_that_is_taken_makes_a_text_too_long(seed);
        }

        Assert.InRange(taken, 1, tried - 1);
    }

    [Fact]
    public void The_demo_s_longest_texts_tell_place_landmark_mark_time_wind_and_what_to_answer()
    {
        var plan = FarmFile.Parse(FarmFile.DemoText(), "demo.yaml").Plan!;
        var post = plan.Zone("fuego-2")!;

        var text = new CallTexts(plan).Call(FireAt(plan, post), "deputy", CallGrade.Fire, 33, Language.Spanish);

        Assert.Equal(
            "Puesto El Mango, junto al mango grande: NADIE RESPONDE. FUEGO CONFIRMADO. Calor, humo, llama desde las 14:05. Viento 119 km/h. Responda SI A999 o FALSA A999",
            text
        );
        AssertOnePart(text);
    }

    private static IEnumerable<string> AllTexts(FarmPlan plan, Language language)
    {
        var texts = new CallTexts(plan);
        var alerts = (
            from rule in plan.Rules
            from zone in plan.Zones
            where rule.Zone is null || rule.Zone == zone.Name
            select rule is FireRule ? FireAt(plan, zone) : AlertOf(rule, zone)
        ).ToList();
        foreach (var alert in alerts)
        {
            var grade = CallGrades.Of(alert, new AlertNames(plan).IsFire(alert));
            foreach (var step in Steps)
            {
                var text = texts.Call(alert, step, grade, wind: 33, language);
                Assert.EndsWith(alert.Code, text);
                yield return text;
            }

            yield return texts.AllClear(alert, who: null, 0, language);
            yield return texts.AllClear(alert with { State = AlertState.False }, new string('í', 64), 0, language);
            yield return texts.Call(alert with { Rule = Alert.DrillRule }, "duty", CallGrade.Fire, 33, language);
            yield return texts.Echo(alert, [.. plan.People.Select(person => person.Title)], language);
        }

        var now = DateTimeOffset.UnixEpoch;
        yield return texts.Summary(alerts, 99, language);
        yield return texts.Digest(new DigestContent(alerts, 99, 99), new TimeOnly(6, 30), language);
        yield return texts.HandOver(Roles.Names, "p0", now, 99, language);
        yield return texts.HandedOver(Roles.Names, "p0", language);
        yield return texts.Alive(99, language);
        yield return texts.List(alerts, language);
        yield return texts.WhichOne(ReplyWord.Coming, alerts, language);
        yield return texts.WhichPlace(language);
        var words = CallWords.Of(language);
        yield return Gsm7.Fit(words.HelpText, int.MaxValue);
        yield return Gsm7.Fit(words.NotUnderstood, int.MaxValue);
        yield return CallTexts.Say(language, said => said.FireTaken(plan.Zones[0].Title.In(language)));
        yield return CallTexts.Say(
            language,
            said => said.OnlyTheChief(said.Typed(ReplyWord.End), "A999", plan.People[0].Title)
        );
    }

    private static void AssertOnePart(string text)
    {
        Assert.InRange(Gsm7.Septets(text), 1, Gsm7.MaxSeptets);
        Assert.Equal(text, Gsm7.Fit(text));
        Assert.DoesNotContain(text, letter => "áíóúÁÍÓÚ°".Contains(letter));
    }

    private static Alert FireAt(FarmPlan plan, ZonePlan zone) =>
        AlertOf(plan.FireOf(zone.Name), zone) with
        {
            Certainty = Certainty.Observed,
            Severity = Severity.Extreme,
            Seen = "heat,smoke,flame",
        };

    private static Alert AlertOf(Rule rule, ZonePlan zone) =>
        new(
            999,
            rule.Name,
            "n",
            rule.Conditions.FirstOrDefault()?.Point.Text.TrimEnd('*') ?? "air",
            zone.Name,
            rule.Severity,
            Urgency.Immediate,
            Certainty.Observed,
            AlertState.Raised,
            new DateTimeOffset(2026, 3, 1, 18, 5, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            0,
            -8888.8,
            -8888.8,
            "Cel"
        );

    private static string Yaml(Random fate) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            title: {{Words(fate, 60)}}
            zones:
              - { name: z0, kind: fire-post, title: {{Words(fate, 36)}}, landmark: {{Words(fate, 40)}} }
              - { name: z1, kind: tank, title: {{Words(fate, 40)}}, landmark: {{Words(fate, 20)}} }
            nodes:
              - { name: n0, zone: z0 }
              - { name: n1, zone: z1, points: { air: {{Words(fate, 30)}} } }
            people:
              - { name: p0, title: {{Words(fate, 60)}}, phone: 0400-0000001 }
              - { name: p1, title: {{Words(fate, 60)}}, phone: 0400-0000002 }
            roles: { brigade: [p0, p1], pump: [p1, p0], coordinator: [p0, p1] }
            rules:
              - { name: own, zone: z1, title: {{Words(fate, 50)}}, do: {{Words(
                fate,
                50
            )}}, point: air, above: 38, clear: 36 }
            """
        );

    private static string Words(Random fate, int most)
    {
        var letters = Enumerable.Range(0, fate.Next(1, most - 2)).Select(_ => Letters[fate.Next(Letters.Length)]);
        return $"\"x{string.Concat(letters)}x\"";
    }
}
