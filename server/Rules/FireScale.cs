namespace Vigia.Server.Rules;

/// <summary>
/// How much evidence makes how sure a fire, and how long it counts: defaults of ours, to be changed in the farm file as the brigade
/// learns. Weights of one chip's evidence do not add up; those of several chips do.
/// </summary>
/// <param name="Neighbour">Weight of own evidence at a neighbouring zone, once however many there are.</param>
/// <param name="Lost">Weight of one node near by that is not heard any more.</param>
/// <param name="Holds">Evidence counts for so long after it was last seen.</param>
/// <param name="Ends">So long after the last evidence a fire is over, and the same may raise again.</param>
/// <param name="Settles">So long after a reset two chips of one node are one: their supply may lie for both.</param>
/// <param name="WearsOut">Evidence that lasts longer is a broken chip, or a chimney: it counts no more until it has been away.</param>
/// <param name="RoofMargin">°C by which a post has to be hotter at noon than the others, for heat alone to count.</param>
internal sealed record FireScale(
    int Suspected,
    int Probable,
    int Confirmed,
    int Neighbour,
    int Lost,
    TimeSpan Holds,
    TimeSpan Ends,
    TimeSpan Settles,
    TimeSpan WearsOut,
    double RoofMargin
)
{
    /// <summary>°C between two readings of a minute: no room warms so, a broken sensor does.</summary>
    public const double Jump = 15;

    public static FireScale Default { get; } =
        new(
            Suspected: 2,
            Probable: 4,
            Confirmed: 6,
            Neighbour: 2,
            Lost: 1,
            Holds: TimeSpan.FromMinutes(10),
            Ends: TimeSpan.FromMinutes(15),
            Settles: TimeSpan.FromMinutes(10),
            WearsOut: TimeSpan.FromHours(2),
            RoofMargin: 8
        );
}
