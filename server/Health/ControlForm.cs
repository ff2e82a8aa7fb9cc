using System.Globalization;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Health;

/// <summary>What verbs send to a running server by its socket, and how it answers them.</summary>
internal static class ControlForm
{
    /// <summary>Who typed it.</summary>
    public static By By(this IFormCollection form) => new($"{form["who"]}", Means.CommandLine);

    /// <summary>Null: no number was sent.</summary>
    public static double? Minutes(this IFormCollection form) =>
        double.TryParse(form["minutes"], CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    /// <summary>A time by the farm's clock.</summary>
    public static string Clock(this FarmPlan plan, DateTimeOffset time) =>
        time.ToOffset(plan.UtcOffset).ToString("yyyy-MM-dd HH:mm");

    /// <summary>There is no such place; the nearest word, or nothing.</summary>
    public static IResult NoSuchPlace(string place, IReadOnlyList<string> known) =>
        Results.Text(NearestWord.Among(place, known), statusCode: StatusCodes.Status404NotFound);

    /// <summary>Nothing changed; the reason by its name.</summary>
    public static IResult Refused(Enum reason) => Results.Text($"{reason}", statusCode: StatusCodes.Status409Conflict);
}
