using System.Globalization;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Calls;

/// <summary>
/// How <c>vigia people</c> asks a running server: lines with tabs between. <c>role NAME SECONDS WHO …</c> in the order of the calls,
/// <c>person WHO LEFT OF</c>, <c>sim LEFT OF</c>.
/// </summary>
internal static class PeopleEndpoint
{
    public const string Path = "/control/people";
    public const string RoleLine = "role";
    public const string PersonLine = "person";
    public const string SimLine = "sim";

    public static void Map(RouteGroupBuilder control) =>
        control.MapGet(
            Path,
            (CallDesk desk, Rations rations, FarmBook farm, ServerClocks clocks) =>
                Results.Text(string.Join('\n', Lines(desk, rations, farm.Plan, clocks.World.GetUtcNow())))
        );

    private static List<string> Lines(CallDesk desk, Rations rations, FarmPlan plan, DateTimeOffset now)
    {
        lock (desk.Gate)
        {
            var roster = desk.RosterNow();
            return
            [
                .. Roles.Names.Select(role => RoleOf(role, roster.LineOf(role, now), plan)).OfType<string>(),
                .. plan.People.Select(person =>
                    Line(
                        PersonLine,
                        person.Title,
                        Number(rations.LeftOf(person.Name, now)),
                        Number(plan.Calls.TextsADay)
                    )
                ),
                Line(SimLine, Number(rations.LeftOfSim(now)), Number(plan.Calls.SimTextsADay)),
            ];
        }
    }

    // All of the line are told when the modem has sent so many texts.
    private static string? RoleOf(string role, IReadOnlyList<string> line, FarmPlan plan) =>
        line.Count == 0
            ? null
            : Line([
                RoleLine,
                role,
                Number((int)Math.Ceiling(line.Count * plan.Calls.Pace.TotalSeconds)),
                .. line.Select(name => plan.Person(name)?.Title ?? name),
            ]);

    private static string Line(params IEnumerable<string> words) =>
        string.Join('\t', words.Select(word => word.Replace('\t', ' ')));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
