using System.Text.Json;
using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>Where nobody has a phone: each message is one line of <c>messages.jsonl</c>, on disk before it counts as taken.</summary>
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
            return Task.FromResult(HandOver.Taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HandOver.Unavailable(e.Message));
        }
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
