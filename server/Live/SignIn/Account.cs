using System.Text.Json.Serialization;

namespace Vigia.Server.Live.SignIn;

/// <param name="Hash">As ASP.NET's password hasher writes it: PBKDF2, its salt and its rounds.</param>
/// <param name="Stamp">Changes with the password; a session with another has ended.</param>
/// <param name="Role">Of accounts that were made before there were roles, that of who could do as much.</param>
internal sealed record Account(string Hash, string Stamp, Role Role = Role.Attendant);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(Dictionary<string, Account>))]
[JsonSerializable(typeof(Dictionary<string, Kiosk>))]
[JsonSerializable(typeof(Dictionary<string, OpenSession>))]
internal sealed partial class AccountsJson : JsonSerializerContext;
