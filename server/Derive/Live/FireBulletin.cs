using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Live;

/// <summary>What everybody at the farm is told of the danger of grass fire, at 06:00 and 13:00.</summary>
/// <param name="Slot">When it is due.</param>
/// <param name="Zone">The mast whose weather it goes by.</param>
internal sealed record FireBulletin(DateTimeOffset Slot, string Zone, DangerLevel Level, HourDanger Danger)
{
    /// <summary>A bulletin that could not be made within so long is left out: the next one is soon.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>So long the hour before is waited for, which ends with the first reading after it.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    // A danger of an hour that ended earlier than so many hours ago says nothing of now.
    private const int OldestHours = 3;

    private static readonly int[] Hours = [6, 13];

    /// <summary>The last of the two hours that has come on the farm's clock.</summary>
    public static DateTimeOffset SlotBefore(DateTimeOffset now, TimeSpan utcOffset)
    {
        var local = now.ToOffset(utcOffset);
        var midnight = new DateTimeOffset(local.Date, utcOffset);
        var hour = Hours.LastOrDefault(hour => local.Hour >= hour, Hours[^1] - 24);
        return midnight.AddHours(hour).ToUniversalTime();
    }

    /// <summary>Null where it is not due yet, or any more, or nobody knows the danger.</summary>
    public static FireBulletin? Of(DateTimeOffset now, string zone, HourDanger danger, ZoneSettings settings)
    {
        var slot = SlotBefore(now, settings.UtcOffset);
        var hour = FireHours.HourOf(slot.ToUnixTimeMilliseconds(), settings);
        var isFresh = danger.Hour >= hour - 1 || (now - slot >= Wait && danger.Hour >= hour - OldestHours);
        return isFresh && now - slot < Patience
            ? new FireBulletin(slot, zone, settings.Levels.Of(danger.Gfwi), danger)
            : null;
    }

    /// <summary>One GSM-7 message: <c>Peligro de incendio: ALTO. No queme hoy. GFWI 24, GFDI 31, viento 22 km/h</c>.</summary>
    public LocalText Text =>
        new(
            Gsm7.Fit(
                $"Peligro de incendio: {Word.Spanish}. {Advice.Spanish}GFWI {Danger.Gfwi:0}{Gfdi}, viento {Danger.Wind:0} km/h"
            ),
            Gsm7.Fit(
                $"Fire danger: {Word.English}. {Advice.English}GFWI {Danger.Gfwi:0}{Gfdi}, wind {Danger.Wind:0} km/h"
            )
        );

    private string Gfdi => Danger.Gfdi is { } gfdi ? $", GFDI {gfdi:0}" : "";

    private LocalText Word =>
        Level switch
        {
            DangerLevel.Extreme => new("EXTREMO", "EXTREME"),
            DangerLevel.High => new("ALTO", "HIGH"),
            DangerLevel.Watch => new("MEDIO", "MODERATE"),
            _ => new("BAJO", "LOW"),
        };

    private LocalText Advice =>
        Level switch
        {
            DangerLevel.Extreme => new("No queme hoy y tenga lista la brigada. ", "No burning today; brigade ready. "),
            DangerLevel.High => new("No queme hoy. ", "No burning today. "),
            DangerLevel.Watch => new("Queme solo con la brigada avisada. ", "Burn only with the brigade told. "),
            _ => new("", ""),
        };
}
