using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.Replay;

/// <summary>
/// Where somebody worked, as the service's store has it, which may be running: of each place the last time. What was before that is
/// judged as if nobody had. A record without a store has none.
/// </summary>
internal sealed class MaintenanceRecord(IReadOnlyList<Maintenance> works) : IMaintenance
{
    public static MaintenanceRecord In(string folder)
    {
        var file = Path.Combine(folder, StoreFile.Name);
        if (!File.Exists(file))
        {
            return new MaintenanceRecord([]);
        }

        using var db = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        db.Open();
        var isThere = db.Number("SELECT count(*) FROM sqlite_master WHERE name = 'maintenance'") > 0;
        return new MaintenanceRecord(isThere ? MaintenanceTable.All(db) : []);
    }

    public bool IsUnder(string? zone, string node, DateTimeOffset now)
    {
        foreach (var work in works)
        {
            if ((work.Place == zone || work.Place == node) && work.From <= now && now < work.Until)
            {
                return true;
            }
        }

        return false;
    }
}
