using System.Text.Json;
using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>
/// Where no phone gets all: each message is one line of <c>messages.jsonl</c>. A line that no disk takes is counted and left out: what
/// is written down for later never keeps the next message from people.
/// </summary>
internal sealed class MessageJournal(string folder, TimeProvider machine, ILogger<MessageJournal> log) : IAnnouncer
{
    public const string FileName = "messages.jsonl";

    private readonly JournalFile file = new(folder, "messages");

    public Task<HandOver> AnnounceAsync(Message message, CancellationToken stop)
    {
        log.LogInformation("Message (dry run): {Text}", message.Text);
        try
        {
            file.Append(Line(message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SmsMetrics.Dropped.Add(1);
            log.LogWarning("{Id} is not in {File}: {Words}", message.Id, FileName, e.Message);
        }

        return Task.FromResult(HandOver.Taken);
    }

    private static void WriteCap(Utf8JsonWriter json, Cap cap)
    {
        json.WriteString("msgType", cap.MessageType.ToString());
        json.WriteString("severity", cap.Severity.ToString());
        json.WriteString("urgency", cap.Urgency.ToString());
        json.WriteString("certainty", cap.Certainty.ToString());
    }

    private byte[] Line(Message message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", message.Id);
            json.WriteString("kind", message.Kind.ToString());
            json.WriteString("code", message.Alert.Code);
            json.WriteString("rule", message.Alert.Rule);
            json.WriteString("node", message.Alert.Node);
            json.WriteString("point", message.Alert.Point);
            WriteCap(json, Cap.Of(message.Alert, message.Kind));
            json.WriteString("text", message.Text);
            json.WriteNumber("created", message.CreatedMs);
            json.WriteNumber("handed", machine.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteBoolean("unpersisted", message.Unpersisted);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
