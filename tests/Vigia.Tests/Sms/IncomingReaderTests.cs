using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Incoming;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

/// <summary>What people send is kept once, forgotten at the gateway after that, and read.</summary>
public sealed class IncomingReaderTests : IDisposable
{
    private readonly SmsDesk desk = new();
    private readonly Words words = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_text_is_committed_then_forgotten_at_the_gateway_and_read_once()
    {
        desk.First.Incoming.Add(Text("1", "SI A17"));

        await Reader(words).TurnAsync(default);
        await Reader(words).TurnAsync(default);

        Assert.Empty(desk.First.Incoming);
        Assert.Equal(["SI A17"], words.Read);
        Assert.Equal(IncomingState.Taken, Assert.Single(Kept()).State);
    }

    [Fact]
    public async Task A_gateway_that_shows_it_again_does_not_double_it()
    {
        var text = Text("1", "SI A17");
        desk.First.Incoming.Add(text);
        await Reader(words).TurnAsync(default);
        desk.First.Incoming.Add(text);

        await Reader(words).TurnAsync(default);

        Assert.Single(words.Read);
        Assert.Single(Kept());
    }

    [Fact]
    public async Task What_cannot_be_committed_stays_at_the_gateway()
    {
        desk.First.Incoming.Add(Text("1", "SI A17"));
        desk.Store.Dispose();

        await Reader(words).TurnAsync(default);

        Assert.Single(desk.First.Incoming);
        Assert.Empty(words.Read);
    }

    [Fact]
    public async Task Until_somebody_understands_words_they_are_kept()
    {
        desk.First.Incoming.Add(Text("1", "SI A17"));
        await Reader(null).TurnAsync(default);
        Assert.Equal(IncomingState.Waiting, Assert.Single(Kept()).State);

        words.Answer = WordsTaken.NotNow;
        await Reader(words).TurnAsync(default);
        Assert.Equal(IncomingState.Waiting, Assert.Single(Kept()).State);

        words.Answer = WordsTaken.Taken;
        await Reader(words).TurnAsync(default);
        Assert.Equal(IncomingState.Taken, Assert.Single(Kept()).State);
    }

    [Fact]
    public async Task Of_one_sender_twenty_in_ten_minutes_are_read_and_others_are_not_hindered()
    {
        for (var i = 0; i < 30; i++)
        {
            desk.First.Incoming.Add(Text($"{i}", $"spam {i}"));
        }

        desk.First.Incoming.Add(Text("jose", "SI A17", "584247654321"));
        await Reader(words).TurnAsync(default);

        Assert.Equal(20 + 1, words.Read.Count);
        Assert.Contains("SI A17", words.Read);
        Assert.Equal(10, Kept().Count(text => text.State == IncomingState.TooMany));
        Assert.Empty(desk.First.Incoming);

        desk.Clock.Advance(TimeSpan.FromMinutes(11));
        desk.First.Incoming.Add(Text("later", "SI A18"));
        await Reader(words).TurnAsync(default);
        Assert.Contains("SI A18", words.Read);
    }

    [Fact]
    public async Task An_answer_that_lay_for_half_a_day_answers_nothing()
    {
        desk.First.Incoming.Add(Text("1", "SI A17"));
        desk.Clock.Advance(TimeSpan.FromHours(13));

        await Reader(words).TurnAsync(default);

        Assert.Empty(words.Read);
        Assert.Equal(IncomingState.TooOld, Assert.Single(Kept()).State);
    }

    [Fact]
    public async Task A_text_without_end_is_kept_to_ten_parts()
    {
        desk.First.Incoming.Add(Text("1", new string('x', 60_000), new string('9', 500)));

        await Reader(words).TurnAsync(default);

        var kept = Assert.Single(Kept()).Sms;
        Assert.Equal((IncomingTable.MaxLetters, IncomingTable.MaxSender), (kept.Text.Length, kept.From.Length));
    }

    private IncomingReader Reader(IIncomingWords? understands) =>
        new(
            desk.Store,
            desk.Ways,
            IncomingOptions.Default,
            desk.Clock,
            NullLogger<IncomingReader>.Instance,
            understands
        );

    private IReadOnlyList<ReceivedSms> Kept() => desk.Store.Read(db => IncomingTable.Newest(db, 100), []);

    private IncomingSms Text(string id, string text, string from = "584141234567") =>
        new(id, from, text, desk.Clock.GetUtcNow());

    private sealed class Words : IIncomingWords
    {
        public List<string> Read { get; } = [];

        public WordsTaken Answer { get; set; } = WordsTaken.Taken;

        public WordsTaken Take(IncomingSms sms)
        {
            if (Answer == WordsTaken.Taken)
            {
                Read.Add(sms.Text);
            }

            return Answer;
        }
    }
}
