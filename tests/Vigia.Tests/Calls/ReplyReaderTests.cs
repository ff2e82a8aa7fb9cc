using FsCheck.Xunit;
using Vigia.Server.Calls.Replies;

namespace Vigia.Tests.Calls;

public sealed class ReplyReaderTests
{
    [Theory]
    [InlineData("SI", "Yes", null)]
    [InlineData("sí", "Yes", null)]
    [InlineData("¡Sí!, A17.", "Yes", "A17")]
    [InlineData("si a17", "Yes", "A17")]
    [InlineData("A17 si", "Yes", "A17")]
    [InlineData("SI A 17", "Yes", "A17")]
    [InlineData("si17", "Yes", "17")]
    [InlineData("SIA17", "Yes", "A17")]
    [InlineData("si 17", "Yes", "17")]
    [InlineData("ok", "Ok", null)]
    [InlineData("ya voy", "Coming", null)]
    [InlineData("Voy en camión a17", "Coming", "A17")]
    [InlineData("boy", "Coming", null)]
    [InlineData("no", "No", null)]
    [InlineData("no voy", "No", null)]
    [InlineData("No puedo ir", "No", null)]
    [InlineData("fin b2", "End", "B2")]
    [InlineData("falza a17", "False", "A17")]
    [InlineData("lista", "List", null)]
    [InlineData("estdo", "Status", null)]
    [InlineData("AYUDA", "Help", null)]
    [InlineData("alta brigada", "Join", null)]
    [InlineData("fuego la ceiba", "Fire", null)]
    [InlineData("hay mucho humo y fuego en la ceiba", "Fire", null)]
    [InlineData("feugo ceiba", "Fire", null)]
    [InlineData("yes a17", "Yes", "A17")]
    [InlineData("coming", "Coming", null)]
    [InlineData("END A17", "End", "A17")]
    [InlineData("statsu", "Status", null)]
    public void People_are_understood_as_they_type(string text, string word, string? code)
    {
        var reply = ReplyReader.Read(text);

        Assert.Equal((Enum.Parse<ReplyWord>(word), code), (reply.Word!.Value, reply.Code));
    }

    [Theory]
    [InlineData("so")] // SI or NO
    [InlineData("sin")] // SI or FIN
    [InlineData("fine")] // no FIRE
    [InlineData("buenas tardes a todos, no se olviden")]
    [InlineData("gracias")]
    [InlineData("")]
    [InlineData("A17")]
    [InlineData("???")]
    public void What_could_mean_two_things_or_none_means_nothing(string text)
    {
        var reply = ReplyReader.Read(text);

        Assert.True(reply.Word is null or ReplyWord.End && !reply.IsExact, $"{reply.Word}");
    }

    [Fact]
    public void The_place_follows_the_word()
    {
        Assert.Equal("LA CEIBA", ReplyReader.Read("Fuego, la Ceiba").Rest);
        Assert.Equal("TECNICO", ReplyReader.Read("ALTA técnico").Rest);
    }

    [Property(MaxTest = 300)]
    public void No_text_whatever_breaks_it(string text)
    {
        Assert.True(ReplyReader.Read(text ?? "").Rest.Length <= 160);
    }
}
