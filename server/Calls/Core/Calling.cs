using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vigia.Server.Calls.Replies;

namespace Vigia.Server.Calls.Core;

/// <summary>Who was called about one incident, who answered what, and how far the ladder is. Times are unix milliseconds of the world.</summary>
/// <param name="Origin">Id of the message that began it: what is told is named by it, and so told once.</param>
internal sealed record Calling(long Alert, string Origin, CallGrade Grade, string Role)
{
    /// <summary>Names in the order of the calls: duty, deputy, the others.</summary>
    public ImmutableArray<string> Line { get; init; } = [];

    /// <summary>All of the line at once, each behind the other: a fire that is confirmed waits for nobody.</summary>
    public bool IsAllAtOnce { get; init; }

    public ImmutableArray<Called> Called { get; init; } = [];

    /// <summary>Those of the line that could not be told, and were passed over.</summary>
    public ImmutableArray<string> Passed { get; init; } = [];

    /// <summary>When it was last looked at.</summary>
    public long SinceMs { get; init; }

    /// <summary>How long, all in all, nobody's yes has stood.</summary>
    public long WaitedMs { get; init; }

    /// <summary>Somebody said on the page, or by other means, that it is seen.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Who said so, where it is a person of the farm: a later no of theirs takes it back.</summary>
    public string? SeenBy { get; init; }

    /// <summary>Those who were told before it was slept on and came back: they hear of its end as well.</summary>
    public ImmutableArray<string> CalledBefore { get; init; } = [];

    /// <summary>Everybody of the farm was called.</summary>
    public bool IsEveryoneCalled { get; init; }

    /// <summary>How often the siren was asked for.</summary>
    public int Sirens { get; init; }

    /// <summary>When it was asked for last.</summary>
    public long SirenMs { get; init; }

    /// <summary>It was asked for, and nobody has said since that it may be silent.</summary>
    public bool IsSirenOn { get; init; }

    /// <summary>How often it was told to be worse.</summary>
    public int Worse { get; init; }

    /// <summary>How often the chief was told who comes.</summary>
    public int Echoes { get; init; }

    public bool IsOver { get; init; }

    /// <summary>Messages that were taken in: the same may be announced again.</summary>
    public ImmutableArray<string> Messages { get; init; } = [];

    [JsonIgnore]
    public bool HasYes => IsSeen || Called.Any(called => called.Word?.IsYes() == true);

    /// <summary>Who leads: the first of the line who was called and has not said no.</summary>
    [JsonIgnore]
    public string? Chief => Line.FirstOrDefault(person => Of(person) is { } called && called.Word != ReplyWord.No);

    /// <summary>Those who come, in the order of their answers.</summary>
    [JsonIgnore]
    public IEnumerable<string> Comers =>
        Called
            .Where(called => called.Word is ReplyWord.Yes or ReplyWord.Coming)
            .OrderBy(called => called.WordMs)
            .Select(called => called.Person);

    /// <summary>Whether this person's phone still has to ring. One who said yes is not enough for a fire that is sure.</summary>
    public bool IsToWake(string person) => !IsOver && (IsAllAtOnce || !HasYes) && Of(person)?.Word is null;

    public Called? Of(string person) => Called.FirstOrDefault(called => called.Person == person);

    public Calling With(Called called)
    {
        var at = Called.IndexOf(Of(called.Person)!);
        return this with { Called = at < 0 ? Called.Add(called) : Called.SetItem(at, called) };
    }

    public string ToJson() => JsonSerializer.Serialize(this, CallingJson.Default.Calling);

    public static Calling? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CallingJson.Default.Calling);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One person and one incident.</summary>
/// <param name="AtMs">When the person was called first.</param>
/// <param name="LastMs">When the person was told last.</param>
/// <param name="IsTold">A text went to this person; else the summary tells it, or the person came by itself.</param>
/// <param name="Word">The last answer; null: none.</param>
/// <param name="IsWoken">In quiet hours, as nobody else of the line was left.</param>
internal sealed record Called(
    string Person,
    long AtMs,
    long LastMs,
    bool IsTold,
    int Reminders = 0,
    ReplyWord? Word = null,
    long? WordMs = null,
    bool IsWoken = false
);

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Calling))]
internal sealed partial class CallingJson : JsonSerializerContext;
