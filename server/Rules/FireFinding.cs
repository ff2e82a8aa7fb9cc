using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>What an alert has to say of a fire.</summary>
internal static class FireFinding
{
    /// <summary>Words of evidence in one alert; the loudest of each are told.</summary>
    public const int MostSeen = 3;

    /// <summary>Null where nothing speaks for it.</summary>
    public static Finding? Of(PlaceState state, DateTimeOffset now)
    {
        var speaking = state
            .Evidence.OrderBy(entry => entry.Value.First)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .ToArray();
        if (speaking.Length == 0)
        {
            return null;
        }

        var (key, first) = speaking[0];
        var isPerson = key == FireStages.Person;
        return new Finding(
            isPerson ? "" : key.Split('/')[0],
            isPerson ? "" : first.Point,
            first.Value,
            first.Limit,
            first.Unit,
            first.First < now ? first.First : now,
            FireStages.WeightOf(state.Stage),
            string.Join(',', SeenIn(speaking.Select(entry => entry.Value))),
            FireStages.IsTold(state.Stage)
        );
    }

    // Of each word the loudest, and of these the newest; in the order in which they were first seen.
    private static IEnumerable<SeenEvidence> SeenIn(IEnumerable<Evidence> speaking) =>
        speaking
            .GroupBy(evidence => evidence.Seen)
            .Select(word => word.OrderByDescending(one => one.Weight).ThenByDescending(one => one.Last).First())
            .OrderByDescending(one => one.Seen == FireStages.Person)
            .ThenByDescending(one => one.Weight)
            .Take(MostSeen)
            .OrderBy(one => one.First)
            .Select(one => one.Told);
}
