using System.Text.Json;
using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>
/// Sends nothing: writes each message as one line of <c>messages.jsonl</c>, on disk before it says that it took it.
/// At <see cref="MaxBytes"/> the file becomes <c>messages.1.jsonl</c>, and the one before that goes.
/// </summary>
internal sealed class DryRunGateway(string folder, TimeProvider machine, ILogger<DryRunGateway> log) : ISmsGateway
{
    public const string FileName = "messages.jsonl";
    public const long MaxBytes = 50 * 1024 * 1024;

    private readonly string path = Path.Combine(folder, FileName);

    public Task<HandOver> HandOverAsync(Message message, CancellationToken stop)
    {
        log.LogInformation("Message (dry run): {Text}", message.Text);
        try
        {
            Append(Line(message));
            return Task.FromResult(HandOver.Taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HandOver.Unavailable(e.Message));
        }
    }

    private void Append(byte[] line)
    {
        using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            HealTail(file);
            file.Write(line);
            file.Flush(flushToDisk: true);
            if (file.Length < MaxBytes)
            {
                return;
            }
        }

        File.Move(path, Path.Combine(folder, "messages.1.jsonl"), overwrite: true);
    }

    // A death in the middle of a line leaves a tail without an end: the next message begins on a line of its own.
    private static void HealTail(FileStream file)
    {
        if (file.Length == 0)
        {
            return;
        }

        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() != '\n')
        {
            file.WriteByte((byte)'\n');
        }
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
