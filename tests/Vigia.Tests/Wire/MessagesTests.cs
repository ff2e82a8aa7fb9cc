using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vigia.Wire;

namespace Vigia.Tests.Contract;

public sealed class MessagesTests
{
    private const string Boot = "9f3a5c0d11e2b764";
    private static readonly BootId BootId = BootId.Parse(Boot);

    [Fact]
    public void A_heartbeat_is_as_the_contract_says()
    {
        var heartbeat = new Heartbeat("srv", "r1", 1.5, 2.25, ClockQuality.Ntp, StoreState.Ok);

        const string written = """{"id":"srv","run":"r1","since":1.5,"time":2.25,"clk":3,"store":"ok"}""";
        AssertBothWays(written, heartbeat, WireJson.Default.Heartbeat);
    }

    [Fact]
    public void A_time_question_and_its_answer_are_as_the_contract_says()
    {
        AssertBothWays(
            """{"n":1,"up":2.5,"kb":"c01d","clk":1,"t":3}""",
            new TimeAsk(1, 2.5, "c01d", ClockQuality.Rtc, 3),
            WireJson.Default.TimeAsk
        );
        AssertBothWays(
            """{"n":1,"rx":2.5,"tx":3,"clk":2}""",
            new TimeReply(1, 2.5, 3, ClockQuality.Server),
            WireJson.Default.TimeReply
        );
    }

    [Fact]
    public void A_death_names_its_connection()
    {
        AssertBothWays($$"""{"boot":"{{Boot}}","conn":2}""", new Death(BootId, 2), WireJson.Default.Death);
    }

    [Fact]
    public void A_health_tells_what_is_held()
    {
        var json = Health($$"""[["{{Boot}}",3,9]]""");

        var health = JsonSerializer.Deserialize(json, WireJson.Default.Health)!;

        Assert.Equal([new HeldBoot(BootId, 3, 9)], health.Held);
        Assert.Equal(json, JsonSerializer.Serialize(health, WireJson.Default.Health));
    }

    [Fact]
    public void A_health_may_tell_of_its_board()
    {
        var json = HealthOfBoard("""{"cpu":52.4,"weak":false}""");

        var health = JsonSerializer.Deserialize(json, WireJson.Default.Health)!;

        Assert.Equal(new BoardState(52.4, null, false), health.Board);
        Assert.Equal(json, JsonSerializer.Serialize(health, WireJson.Default.Health));
    }

    [Theory]
    [InlineData("""{"cpu":-274}""")]
    [InlineData("""{"cpu":150.5,"disk":0.2}""")]
    [InlineData("""{"disk":1.01}""")]
    [InlineData("""{"disk":-0.1}""")]
    [InlineData("""{"weak":1}""")]
    [InlineData("[]")]
    public void What_no_board_can_be_is_no_health(string board)
    {
        AssertIsNone(HealthOfBoard(board), WireJson.Default.Health);
    }

    [Fact]
    public void A_birth_names_its_points()
    {
        const string json =
            $$"""{"boot":"{{Boot}}","conn":1,"machine":"m","version":"1","up":2,"kb":"c","points":[{"n":"air","u":"Cel","sensor":"sht3x","every":5}]}""";

        var birth = JsonSerializer.Deserialize(json, WireJson.Default.Birth)!;

        Assert.Equal([new BirthPoint("air", "Cel", "sht3x", 5)], birth.Points);
        Assert.Equal(json, JsonSerializer.Serialize(birth, WireJson.Default.Birth));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("[3]")]
    [InlineData("[null]")]
    [InlineData("[[\"BOOT\",3]]")]
    [InlineData("[[\"BOOT\",3,9,1]]")]
    [InlineData("[[\"BOOT\",9,3]]")]
    [InlineData("[[\"BOOT\",-1,3]]")]
    [InlineData("[[\"BOOT\",\"3\",9]]")]
    [InlineData("[[\"BOOT\",3,9.5]]")]
    [InlineData("[[\"BOOT\",3,9007199254740993]]")]
    [InlineData("[[\"9f\",3,9]]")]
    [InlineData("[[\"\\ud800aaaaaaaaaaaaaaa\",3,9]]")]
    [InlineData("[[7,3,9]]")]
    public void What_does_not_say_what_is_held_is_no_health(string held)
    {
        AssertIsNone(Health(held.Replace("BOOT", Boot)), WireJson.Default.Health);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("{\"boot\":\"BOOT\"}")]
    [InlineData("{\"conn\":1}")]
    [InlineData("{\"boot\":null,\"conn\":1}")]
    [InlineData("{\"boot\":\"BOOT\",\"conn\":\"1\"}")]
    [InlineData("{\"boot\":\"BOOT\",\"conn\":99999999999}")]
    [InlineData("{\"boot\":\"BOOT\",\"conn\":1} x")]
    [InlineData("{\"boot\":\"\\ud800\",\"conn\":1}")]
    public void What_is_no_will_is_none(string json)
    {
        AssertIsNone(json.Replace("BOOT", Boot), WireJson.Default.Death);
    }

    [Theory]
    [InlineData("""{"n":1,"up":2,"kb":null,"clk":1,"t":3}""")]
    [InlineData("""{"n":1,"up":2,"clk":1,"t":3}""")]
    [InlineData("""{"n":1,"up":"NaN","kb":"c","clk":1,"t":3}""")]
    [InlineData("""{"n":1,"up":2,"kb":"c","clk":"1","t":3}""")]
    public void What_is_no_question_for_the_time_is_none(string json)
    {
        AssertIsNone(json, WireJson.Default.TimeAsk);
    }

    [Theory]
    [InlineData("""{"id":"s","run":"r","since":1,"time":2,"clk":3}""")]
    [InlineData("""{"id":null,"run":"r","since":1,"time":2,"clk":3,"store":"ok"}""")]
    [InlineData("""{"id":"s","run":"r","since":1,"time":{},"clk":3,"store":"ok"}""")]
    public void What_is_no_heartbeat_is_none(string json)
    {
        AssertIsNone(json, WireJson.Default.Heartbeat);
    }

    private static string HealthOfBoard(string board) =>
        Health("[]").Replace("}}", $"}},\"board\":{board}}}", StringComparison.Ordinal);

    private static string Health(string held) =>
        $$$"""{"boot":"{{{Boot}}}","up":1,"kb":"c","held":{{{held}}},"rest":0,"packs":6,"dropped":{"OutboxFull":1},"setAside":0,"faults":{}}""";

    private static void AssertBothWays<T>(string json, T message, JsonTypeInfo<T> type)
    {
        Assert.Equal(json, JsonSerializer.Serialize(message, type));
        Assert.Equal(message, JsonSerializer.Deserialize(json, type));
    }

    private static void AssertIsNone<T>(string json, JsonTypeInfo<T> type) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), type));
}
