using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Influx;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Calls.Kit;

/// <summary>
/// Five people of a farm on a Sunday at ten, their call desk above a real <c>vigia.db</c>, and a gateway that does as it is told.
/// </summary>
internal sealed class CallFarm : IDisposable
{
    public const string Yaml = """
        site: demo
        title: Comuna El Maizal
        utc_offset: "+00:00"
        zones:
          - name: ceiba
            title: { es: Puesto La Ceiba, en: La Ceiba post }
            landmark: { es: al pie de la ceiba, en: at the foot of the ceiba }
            kind: fire-post
          - { name: porqueriza, title: { es: Porqueriza, en: Pig barn }, kind: pig-barn }
          - { name: bomba, title: { es: Bomba del pozo, en: Well pump }, kind: pump-house }
        nodes:
          - { name: fuego-1, zone: ceiba }
          - { name: cerdos-1, zone: porqueriza }
          - { name: bomba-1, zone: bomba }
        people:
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000001 }
          - { name: jose, title: José Colmenárez, phone: 0400-0000002 }
          - { name: yelitza, title: Yelitza Rondón, phone: 0400-0000003 }
          - { name: carmen, title: Carmen Torrealba, phone: 0400-0000004, quiet: "21:00-04:30" }
          - { name: nora, title: Nora Byrne, phone: 0400-0000005, language: en }
        roles:
          brigade: [ramon, jose, yelitza, nora]
          pig-barn: [jose, carmen]
          pump: [ramon, jose]
          technician: [nora, ramon]
          coordinator: [yelitza, ramon]
        rota:
          - role: brigade
            from: 2026-01-01
            week: { sat: [nora, jose], sun: [jose, ramon], mon: [ramon, jose] }
        """;

    private readonly FollowerPlace place = new();
    private long lastAlert;
    private int texts;

    public CallFarm(string? yaml = null, DateTimeOffset? at = null, Func<TimeProvider, ISmsGateway>? modem = null)
    {
        // The first of March 2026 is a Sunday.
        Clock = new FakeTimeProvider(at ?? new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        Way = modem?.Invoke(Clock) ?? Gateway;
        Farm = new FarmBook(FarmFile.Parse(yaml ?? Yaml, "farm.yaml").Plan ?? throw new FormatException("the farm"));
        Open();
    }

    public FakeTimeProvider Clock { get; }

    public FarmBook Farm { get; }

    public ScriptedGateway Gateway { get; } = new() { Tells = SmsProgress.Sent };

    public ISmsGateway Way { get; }

    public AlertStore Store => place.Store;

    public CallDesk Desk { get; private set; } = null!;

    public AlertDesk Alerts { get; private set; } = null!;

    public CallBook Book => new(Store);

    public Rations Rations { get; private set; } = null!;

    public List<CallRow> Woken { get; } = [];

    public double? Wind { get; set; }

    private PeopleWords Words { get; set; } = null!;

    private Courier Courier { get; set; } = null!;

    private Summaries Summaries { get; set; } = null!;

    private CallLoop Loop { get; set; } = null!;

    /// <summary>What reached phones, as <c>…01 text</c>; in order.</summary>
    public IReadOnlyList<string> Sent => [.. Gateway.Handed.Select(sms => $"{Name(sms.To)}: {sms.Text.Letters}")];

    /// <summary>What the rules are to hear of fire.</summary>
    public IReadOnlyList<NumberedWord> WordsOfFire() => Store.Read(db => WordTable.After(db, 0), []);

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Alert Fire(Certainty certainty = Certainty.Likely) =>
        AlertOf("fire", "ceiba", "fuego-1", Severity.Severe, certainty) with
        {
            Seen = "heat,smoke",
        };

    public Alert Fan(string zone = "porqueriza") => AlertOf("ventilation", zone, "cerdos-1", Severity.Severe);

    public Alert Notice(string zone = "bomba") => AlertOf("short-cycling", zone, "bomba-1", Severity.Moderate);

    public Alert AlertOf(
        string rule,
        string zone,
        string node,
        Severity severity,
        Certainty certainty = Certainty.Observed
    ) =>
        new(
            ++lastAlert,
            rule,
            node,
            "temperature",
            zone,
            severity,
            Urgency.Immediate,
            certainty,
            AlertState.Raised,
            NowMs,
            NowMs,
            41,
            38,
            "Cel"
        );

    /// <summary>The alert and its message are committed, and announced.</summary>
    public async Task<Message> RaiseAsync(Alert alert, MessageKind kind = MessageKind.Raised)
    {
        var message = Message.About(alert, kind, "text", NowMs);
        Store.TryWrite(
            "an alert",
            db =>
            {
                AlertTable.Insert(db, alert, StepReason.WentBeyond);
                MessageTable.Insert(db, message);
            }
        );
        await AnnounceAsync(message);
        return message;
    }

    public async Task EndAsync(Alert alert)
    {
        Store.TryWrite(
            "an end",
            db => AlertTable.Clear(db, new AlertClearing(alert.Id, NowMs, NowMs, Value: null, StepReason.CameBack))
        );
        await AnnounceAsync(Message.About(alert, MessageKind.Cleared, "text", NowMs));
    }

    public async Task AnnounceAsync(Message message)
    {
        Assert.Equal(HandOver.Taken, await Desk.AnnounceAsync(message, default));
        await Courier.TurnAsync(default);
    }

    /// <summary>A text comes; gives what is answered to anybody.</summary>
    public async Task<IReadOnlyList<string>> ComesAsync(string from, string text, string? id = null)
    {
        var before = Sent.Count;
        var phone = Farm.Plan.Person(from)?.Phone.E164 ?? from;
        var sms = new IncomingSms(id ?? $"text{++texts}", phone, text, Clock.GetUtcNow());
        Assert.Equal(WordsTaken.Taken, Words.Take(sms));
        await Courier.TurnAsync(default);
        return [.. Sent.Skip(before)];
    }

    /// <summary>What others put into the outbox of messages is announced.</summary>
    public async Task AnnounceWaitingAsync()
    {
        foreach (var message in Store.Read(db => MessageTable.Waiting(db, 100, first: []), []))
        {
            await AnnounceAsync(message);
            Store.TryWrite("a mark", db => MessageTable.MarkHanded(db, message.Id, NowMs));
        }
    }

    /// <summary>Time passes, five seconds at a look.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        for (var gone = TimeSpan.Zero; gone < span; gone += TimeSpan.FromSeconds(5))
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            Loop.TurnOnce();
            await Courier.TurnAsync(default);
        }
    }

    /// <summary>One look, after so long.</summary>
    public async Task TickAsync(TimeSpan span)
    {
        Clock.Advance(span);
        Loop.TurnOnce();
        await Courier.TurnAsync(default);
    }

    /// <summary>As by kill -9: only what is on disk is left.</summary>
    public void Kill()
    {
        Courier.Dispose();
        place.Restart();
        Open();
    }

    public void LoseDisk(bool isLost) => Store.Read(db => db.Execute($"PRAGMA query_only = {(isLost ? 1 : 0)}"), 0);

    public string Name(PhoneNumber phone) => Farm.Plan.People.First(person => person.Phone == phone).Name;

    public void Dispose()
    {
        Courier.Dispose();
        place.Dispose();
    }

    private void Open()
    {
        var clocks = new ServerClocks(Clock, Clock);
        var times = CallTimes.Default;
        var spoken = new CallTexts(Farm);
        Rations = new Rations(Farm, times.Storm);
        Courier = new Courier(Store, [Way], CourierOptions.Default, Clock, NullLogger<Courier>.Instance);
        var writer = new CallWriter(Farm, spoken, Clock, scale: 1) { Wind = () => Wind };
        var post = new CallPost(Store, Courier, Rations, clocks);
        Desk = new CallDesk(Store, writer, post, Rations, Farm, times, clocks, NullLogger<CallDesk>.Instance)
        {
            Wake = (row, _) => Woken.Add(row),
        };
        Alerts = new AlertDesk(Store, new AlertTexts(Farm));
        Summaries = new Summaries(Store, Desk, writer, post, spoken, Rations, times, clocks);
        Words = new PeopleWords(
            Desk,
            new AlertWord(Desk, Alerts, new WordBook(Store, Farm), Farm, spoken),
            new DutyWord(Desk, Alerts, Rations, spoken),
            writer,
            post,
            spoken,
            Farm,
            Store,
            clocks,
            NullLogger<PeopleWords>.Instance
        );
        Loop = new CallLoop(
            Desk,
            Summaries,
            new Mornings(Store, Desk, writer, post, spoken, Rations, Farm, clocks),
            Store,
            clocks,
            TimeSpan.FromSeconds(1),
            NullLogger<CallLoop>.Instance
        );
    }
}
