using System.Text.Json.Serialization;
using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Calls.Drills;

/// <summary>How a drill went, step by step for each person. Seconds since it was decided.</summary>
/// <param name="BegunMs">Unix milliseconds of the decision.</param>
/// <param name="Siren">Of each siren its node and whether it answered; null: not known yet.</param>
internal sealed record DrillReport(
    string Code,
    string Zone,
    long BegunMs,
    bool IsOver,
    IReadOnlyList<DrillPerson> People,
    string? Siren = null
)
{
    public double? FirstSent => People.Min(person => person.Sent);

    public double? FirstAnswer => People.Min(person => person.Answered);

    public int Sent => People.Count(person => person.Sent is not null);

    public int Answered => People.Count(person => person.Answered is not null);

    /// <summary>Pure: of what the tables hold.</summary>
    public static DrillReport Of(
        Drill drill,
        Alert alert,
        IReadOnlyList<CallRow> calls,
        IReadOnlyList<AnswerRow> answers,
        IReadOnlyList<SmsRow> texts
    )
    {
        var first = calls
            .Where(call => call.Means == CallMeans.Sms)
            .GroupBy(call => call.Person)
            .Select(own => own.First())
            .ToDictionary(call => call.Id, call => call.Person);
        // Phones that get all have no call; of each phone its first text.
        var people = texts
            .Where(text => first.ContainsKey(text.Id) || calls.All(call => call.Id != text.Id))
            .GroupBy(text => text.To)
            .Select(own => own.First())
            .Select(text => PersonOf(first.GetValueOrDefault(text.Id) ?? text.To.End, text));
        return new DrillReport(
            alert.Code,
            drill.Zone,
            drill.BegunMs,
            drill.EndedMs is not null,
            [.. people],
            calls.FirstOrDefault(call => call.Means == CallMeans.Siren)?.Outcome
        );

        DrillPerson PersonOf(string person, SmsRow text)
        {
            var answer = answers.FirstOrDefault(answer => answer.Person == person);
            var ring = calls.FirstOrDefault(call => call.Person == person && call.Means == CallMeans.Ring);
            return new DrillPerson(
                person,
                Since(text.CreatedMs),
                Since(text.HandedMs),
                Since(text.SentMs),
                Since(text.DeliveredMs),
                // Answers are told by the world's clock, as the alert is.
                answer is null
                    ? null
                    : Math.Round((answer.AtMs - alert.RaisedMs) / 1000.0, 1),
                answer?.Word,
                ring?.Outcome,
                text.State
            );
        }

        double? Since(long? ms) => ms is { } at ? Math.Round((at - drill.BegunMs) / 1000.0, 1) : null;
    }
}

/// <param name="Name">As the farm file names the person, or the end of a phone's number.</param>
/// <param name="Committed">In the outbox; each further step is null until it was taken.</param>
/// <param name="Word">As <see cref="AnswerRow.Word"/>.</param>
/// <param name="Ring">What became of the call that wakes, null: none was made, or its phone still rings.</param>
internal sealed record DrillPerson(
    string Name,
    double? Committed,
    double? Handed,
    double? Sent,
    double? Delivered,
    double? Answered,
    string? Word,
    string? Ring,
    SmsState State
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DrillReport))]
internal sealed partial class DrillJson : JsonSerializerContext;
