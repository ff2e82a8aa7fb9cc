using System.Text.Json.Serialization;

namespace Vigia.Server.Live.SignIn;

/// <param name="Hash">As ASP.NET's password hasher writes it: PBKDF2, its salt and its rounds.</param>
/// <param name="Stamp">Changes with the password; a session with another has ended.</param>
internal sealed record Account(string Hash, string Stamp);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Dictionary<string, Account>))]
internal sealed partial class AccountsJson : JsonSerializerContext;
