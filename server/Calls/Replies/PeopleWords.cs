using System.Security.Cryptography;
using System.Text;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Incoming;

namespace Vigia.Server.Calls.Replies;

/// <summary>
/// Understands the texts of the farm's people and does what they say. Only known numbers are heard; of others it is counted that they
/// wrote, and they are never answered: that would cost money, and two machines could talk to each other for ever.
/// </summary>
internal sealed class PeopleWords(
    CallDesk desk,
    AlertWord alerts,
    DutyWord duties,
    CallWriter writer,
    CallPost post,
    CallTexts texts,
    FarmBook farm,
    AlertStore store,
    ServerClocks clocks,
    ILogger<PeopleWords> log
) : IIncomingWords
{
    /// <summary>Texts that one person is answered within <see cref="Window"/>; what is beyond is heard, and not answered.</summary>
    public const int MostAnswers = 6;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, List<DateTimeOffset>> answered = [];

    public WordsTaken Take(IncomingSms sms)
    {
        if (PersonOf(sms.From) is not { } person)
        {
            CallMetrics.UnknownSenders.Add(1);
            log.LogInformation("A text of a number that the farm does not know: …{End}", EndOf(sms.From));
            return WordsTaken.Taken;
        }

        var id = "in-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sms.Id)))[..32];
        if (store.Read(db => CallTable.HasAnswer(db, id), otherwise: false))
        {
            return WordsTaken.Taken;
        }

        var heard = new Heard(id, person, ReplyReader.Read(sms.Text), clocks.World.GetUtcNow());
        var said = Do(heard);
        if (said.IsForLater)
        {
            return WordsTaken.NotNow;
        }

        Keep(heard, said);
        return WordsTaken.Taken;
    }

    private Said Do(Heard heard) =>
        heard.Reply.Word switch
        {
            null => Said.To(words => words.NotUnderstood),
            ReplyWord.Help => Said.To(words => words.HelpText),
            ReplyWord.List or ReplyWord.Status or ReplyWord.Join => duties.Do(heard),
            ReplyWord.Fire => alerts.Fire(heard),
            _ => alerts.Do(heard),
        };

    // The record of it, and what is answered, in one transaction.
    private void Keep(Heard heard, Said said)
    {
        lock (desk.Gate)
        {
            var batch = new CallBatch { Joined = said.Joined };
            var word = heard.Reply.Word is { } known ? $"{known}" : "Unknown";
            var nowMs = heard.At.ToUnixTimeMilliseconds();
            CallMetrics.Answers.Add(1, new KeyValuePair<string, object?>("word", word));
            if (!said.IsKept)
            {
                batch.Answers.Add(new AnswerRow(heard.Id, said.Alert, heard.Person.Name, word, nowMs, CallMeans.Sms));
            }

            foreach (var (person, say) in said.Texts(heard, texts))
            {
                if (MayAnswer(person, heard.At))
                {
                    writer.Add(batch, $"{heard.Id}-{person}", person, "reply", say, SmsPriority.Escalation, nowMs);
                }
            }

            post.Post(batch);
        }
    }

    private bool MayAnswer(string person, DateTimeOffset now)
    {
        var times = answered.TryGetValue(person, out var known) ? known : answered[person] = [];
        times.RemoveAll(time => now - time > Window);
        if (times.Count >= MostAnswers)
        {
            CallMetrics.Unanswered.Add(1);
            return false;
        }

        times.Add(now);
        return true;
    }

    private PersonPlan? PersonOf(string from) =>
        PhoneNumber
            .Readings(from)
            .Select(phone => farm.Plan.People.FirstOrDefault(person => person.Phone == phone))
            .FirstOrDefault(person => person is not null);

    private static string EndOf(string from) => from.Length <= 2 ? from : from[^2..];
}

/// <summary>A text of a known person.</summary>
/// <param name="Id">The same for the same text.</param>
/// <param name="At">Of the world.</param>
internal sealed record Heard(string Id, PersonPlan Person, Reply Reply, DateTimeOffset At)
{
    public By By => new(Person.Title, Means.Sms);
}

/// <summary>What became of a person's word, and what is said about it.</summary>
internal sealed record Said
{
    /// <summary>Number of the alert that it was about.</summary>
    public long? Alert { get; init; }

    /// <summary>To the person who wrote; null: nothing has to be said.</summary>
    public Func<Heard, CallTexts, string>? Answer { get; init; }

    /// <summary>To another person.</summary>
    public (string Person, Func<CallWords, string> Say)? Other { get; init; }

    /// <summary>The answer stands in the record already.</summary>
    public bool IsKept { get; init; }

    /// <summary>It could not be written down: the same text is to be handed again.</summary>
    public bool IsForLater { get; init; }

    public JoinedDuty? Joined { get; init; }

    public static Said Nothing { get; } = new();

    public static Said Later { get; } = new() { IsForLater = true };

    public static Said To(Func<CallWords, string> say) =>
        new() { Answer = (heard, _) => CallTexts.Say(heard.Person.Language, say) };

    public IEnumerable<(string Person, string Text)> Texts(Heard heard, CallTexts texts)
    {
        if (Answer is { } answer)
        {
            yield return (heard.Person.Name, answer(heard, texts));
        }

        if (Other is var (person, say))
        {
            yield return (person, CallTexts.Say(texts.LanguageOf(person), say));
        }
    }
}
