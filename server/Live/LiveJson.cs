using System.Text.Json.Serialization;
using Vigia.Server.Live.Shown;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Live;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LiveState))]
[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(ZoneShown))]
[JsonSerializable(typeof(IReadOnlyList<AlertShown>))]
[JsonSerializable(typeof(ZoneDay))]
[JsonSerializable(typeof(IReadOnlyList<ZoneLine>))]
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(FirstRunForm))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(Refused))]
internal sealed partial class LiveJson : JsonSerializerContext;
