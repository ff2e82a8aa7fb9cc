using System.Text.Json.Serialization;
using Vigia.Server.Calls.Drills;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.FarmTrial;
using Vigia.Server.Live.Shown;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Live;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LiveState))]
[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(ZoneShown))]
[JsonSerializable(typeof(IReadOnlyList<AlertShown>))]
[JsonSerializable(typeof(AlertsShown))]
[JsonSerializable(typeof(AlertDetail))]
[JsonSerializable(typeof(SnoozeForm))]
[JsonSerializable(typeof(NoteForm))]
[JsonSerializable(typeof(ZoneDay))]
[JsonSerializable(typeof(EncryptedAt))]
[JsonSerializable(typeof(IReadOnlyList<DrillListed>))]
[JsonSerializable(typeof(IReadOnlyList<ZoneLine>))]
[JsonSerializable(typeof(IReadOnlyList<NodeShown>))]
[JsonSerializable(typeof(List<WorkShown>))]
[JsonSerializable(typeof(MaintenanceForm))]
[JsonSerializable(typeof(PeopleShown))]
[JsonSerializable(typeof(List<BurnShown>))]
[JsonSerializable(typeof(WordForm))]
[JsonSerializable(typeof(DrillForm))]
[JsonSerializable(typeof(DrillBegun))]
[JsonSerializable(typeof(DrillReport))]
[JsonSerializable(typeof(FarmFileShown))]
[JsonSerializable(typeof(FarmText))]
[JsonSerializable(typeof(FarmChecked))]
[JsonSerializable(typeof(TrialForm))]
[JsonSerializable(typeof(TrialResult))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(List<AccountShown>))]
[JsonSerializable(typeof(AccountForm))]
[JsonSerializable(typeof(RoleForm))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(List<KioskShown>))]
[JsonSerializable(typeof(KioskTitle))]
[JsonSerializable(typeof(KioskLink))]
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(FirstRunForm))]
[JsonSerializable(typeof(KioskForm))]
[JsonSerializable(typeof(PasswordForm))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(Refused))]
internal sealed partial class LiveJson : JsonSerializerContext;
