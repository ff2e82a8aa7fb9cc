using Vigia.Server.Alerts;

namespace Vigia.Server.Derive.Live;

/// <summary>
/// Makes the bulletins that are due, each once: its row stands before anybody is told, and a kill makes the same again. A row
/// that cannot be written is tried again every minute while it is due.
/// </summary>
internal sealed class FireBulletins(DerivedReadings derived, AlertStore store)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> told = [];
    private DateTimeOffset lookAgain;

    public void Tick(DateTimeOffset now)
    {
        if (now < lookAgain && lookAgain - now <= Retry)
        {
            return;
        }

        lookAgain = now + Retry;
        foreach (var (zone, danger, settings) in derived.Dangers)
        {
            if (
                FireBulletin.Of(now, zone, danger, settings) is { } bulletin
                && told.GetValueOrDefault(zone) != bulletin.Slot
                && store.TryWrite("the bulletin of fire danger", db => BulletinTable.Insert(db, bulletin, now))
            )
            {
                told[zone] = bulletin.Slot;
            }
        }
    }
}
