using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Tests.Alerts;
using Vigia.Tests.Influx;

namespace Vigia.Tests.Sms;

public sealed class MessageJournalTests : IDisposable
{
    private readonly FollowerPlace place = new();

    private string File => Path.Combine(place.Folder, MessageJournal.FileName);

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Each_message_is_one_line_of_JSON()
    {
        var message = MessageOf("Señal \"uno\"");

        var answer = await Gateway().AnnounceAsync(message, default);

        Assert.Equal(HandOver.Taken, answer);
        using var line = JsonDocument.Parse(Assert.Single(System.IO.File.ReadLines(File)));
        Assert.Equal(message.Id, line.RootElement.GetProperty("id").GetString());
        Assert.Equal("A17", line.RootElement.GetProperty("code").GetString());
        Assert.Equal("Señal \"uno\"", line.RootElement.GetProperty("text").GetString());
        Assert.Equal("Raised", line.RootElement.GetProperty("kind").GetString());
        Assert.False(line.RootElement.GetProperty("unpersisted").GetBoolean());
    }

    [Fact]
    public async Task A_line_torn_by_a_power_cut_spoils_no_other()
    {
        await Gateway().AnnounceAsync(MessageOf("one"), default);
        System.IO.File.AppendAllText(File, "{\"id\":\"to");

        await Gateway().AnnounceAsync(MessageOf("two"), default);

        var lines = System.IO.File.ReadAllLines(File);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"two\"", lines[2]);
    }

    [Fact]
    public async Task A_full_disk_keeps_no_message_from_people()
    {
        Directory.CreateDirectory(File);

        var answer = await Gateway().AnnounceAsync(MessageOf("one"), default);

        Assert.Equal(HandOver.Taken, answer);
    }

    private MessageJournal Gateway() => new(place.Folder, TimeProvider.System, NullLogger<MessageJournal>.Instance);

    private static Message MessageOf(string text) =>
        Message.About(AlertStoreTests.AlertOf(17), MessageKind.Raised, text, nowMs: 0);
}
