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
    [InlineData("A17 fin", "End", "A17")]
    [InlineData("Falsa alarma a17", "False", "A17")]
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
    // Ends nothing: only the word alone, without an error, does.
    [InlineData("Fino A17")]
    [InlineData("Fine A17")]
    [InlineData("En A17")]
    [InlineData("fim a17")]
    [InlineData("falza a17")]
    [InlineData("Por fin llegamos")]
    [InlineData("Al fin A17")]
    [InlineData("Fin del camino A17")]
    [InlineData("FIN A17 B2")]
    [InlineData("fin a17?")]
    [InlineData("¿falsa?")]
    [InlineData("es falsa la noticia")]
    [InlineData("in the end we made it A17")]
    [InlineData("the end of the road")]
    [InlineData("End of the road A17")]
    // No yes: it stops the ladder.
    [InlineData("Se ve humo desde la carretera")]
    [InlineData("Es en la loma?")]
    [InlineData("Su teléfono?")]
    [InlineData("todo ok?")]
    [InlineData("si?")]
    [InlineData("voy?")]
    [InlineData("Quién va?")]
    [InlineData("hoy")]
    [InlineData("Bomberos en camino?")]
    [InlineData("Bomberos en camino")]
    [InlineData("is it the barn?")]
    // No no: it calls the next.
    [InlineData("Lo veo, qué hago")]
    [InlineData("yo")]
    [InlineData("go")]
    [InlineData("So where is it")]
    // Neither: he tells how it is.
    [InlineData("No hay fuego aquí")]
    [InlineData("Ok, no veo nada")]
    [InlineData("no fire here")]
    // No list, no duty, no help.
    [InlineData("Listo")]
    [InlineData("Falta mucho")]
    // No fire: it burns no more, or somebody asks.
    [InlineData("ya apagamos el fuego de la ceiba")]
    [InlineData("Fuego apagado en la ceiba")]
    [InlineData("Fuego en la ceiba ya apagado")]
    [InlineData("fuego bajo control en la ceiba")]
    [InlineData("fuego, ya se apagó, la ceiba")]
    [InlineData("llegamos al fuego de la ceiba")]
    [InlineData("¿Hay fuego en la ceiba?")]
    [InlineData("donde es el fuego")]
    [InlineData("we put out the fire at la ceiba")]
    [InlineData("fire is out at la ceiba")]
    [InlineData("juego en la ceiba")]
    [InlineData("luego les digo")]
    public void What_could_mean_two_things_or_none_means_nothing(string text)
    {
        Assert.Null(ReplyReader.Read(text).Word);
    }

    [Theory]
    [InlineData("En camino A17", "Coming")]
    [InlineData("en fin, voy", "Coming")]
    [InlineData("ya en camino", "Coming")]
    [InlineData("on my way", "Coming")]
    [InlineData("I'm coming A17", "Coming")]
    [InlineData("Lista, salgo ya", "Coming")]
    [InlineData("ya salgo", "Coming")]
    [InlineData("Lista, voy", "Coming")]
    [InlineData("Listo, voy saliendo", "Coming")]
    [InlineData("Voy, no se preocupen", "Coming")]
    [InlineData("Yo me encargo", "Yes")]
    [InlineData("Sí, ¿dónde es?", "Yes")]
    [InlineData("si donde es?", "Yes")]
    [InlineData("Si, hay fuego en la ceiba", "Yes")]
    [InlineData("no problem, yes", "Yes")]
    [InlineData("ok A17 ya lo veo", "Ok")]
    [InlineData("Ok pero no puedo ir", "No")]
    [InlineData("Si pero ahora mismo no puedo", "No")]
    [InlineData("Voy a ver, pero hoy no puedo", "No")]
    [InlineData("ok, no", "No")]
    [InlineData("yes but I can't", "No")]
    [InlineData("I'm not coming", "No")]
    [InlineData("not coming A17", "No")]
    [InlineData("ya no voy", "No")]
    [InlineData("ayuda, no entiendo", "Help")]
    [InlineData("estado?", "Status")]
    [InlineData("lista 2", "List")]
    [InlineData("ayuda fuego en la ceiba", "Fire")]
    [InlineData("Veo mucho humo y fuego en la loma", "Fire")]
    [InlineData("Fuego sin control en la ceiba", "Fire")]
    [InlineData("fuego en la ceiba, no lo podemos apagar", "Fire")]
    [InlineData("fuego no controlado en la ceiba", "Fire")]
    [InlineData("Fuego en la ceiba, se apagó la bomba", "Fire")]
    [InlineData("Hay fuego en la ceiba, ¿quién viene?", "Fire")]
    [InlineData("Fire out of control at la ceiba", "Fire")]
    [InlineData("There's a fire at la ceiba", "Fire")]
    public void A_sentence_means_what_it_says(string text, string word)
    {
        Assert.Equal(Enum.Parse<ReplyWord>(word), ReplyReader.Read(text).Word);
    }

    [Theory]
    [InlineData("voy en 10 min", null, false)]
    [InlineData("voy en 10", null, false)]
    [InlineData("Voy, llego a las 5", null, false)]
    [InlineData("voy, estoy a 5 minutos", null, false)]
    [InlineData("voy, a 17 km", null, false)]
    [InlineData("voy a5 min", null, false)]
    [InlineData("si voy 17", "17", false)]
    [InlineData("si voy a 17", "A17", false)]
    [InlineData("voy 17", "17", true)]
    [InlineData("A 17 voy", "A17", true)]
    [InlineData("voy en 10 min A17", "A17", true)]
    [InlineData("Voy con 3 hombres A17", "A17", true)]
    public void Minutes_and_kilometres_are_no_code(string text, string? code, bool isSure)
    {
        var reply = ReplyReader.Read(text);

        Assert.Equal(
            (ReplyWord.Coming, code, isSure),
            (reply.Word!.Value == ReplyWord.Yes ? ReplyWord.Coming : reply.Word.Value, reply.Code, reply.IsCodeSure)
        );
    }

    [Fact]
    public void The_place_follows_the_word()
    {
        Assert.Equal("LA CEIBA", ReplyReader.Read("Fuego, la Ceiba").Rest);
        Assert.Equal("LOTE 4", ReplyReader.Read("Fuego lote 4").Rest);
        Assert.Equal(("", "17"), (ReplyReader.Read("Fuego 17").Rest, ReplyReader.Read("Fuego 17").Code));
        Assert.Equal("TECNICO", ReplyReader.Read("ALTA técnico").Rest);
    }

    [Property(MaxTest = 300)]
    public void Whoever_says_more_than_the_word_and_its_code_ends_nothing(int seed)
    {
        string[] words =
        [
            "fin",
            "FIN",
            "end",
            "falsa",
            "false",
            "A17",
            "17",
            "voy",
            "en",
            "no",
            "al",
            "la",
            "fuego",
            "por",
        ];
        var fate = new Random(seed);
        var said = Enumerable.Range(0, fate.Next(3, 7)).Select(_ => words[fate.Next(words.Length)]).ToList();

        Assert.False(
            ReplyReader.Read(string.Join(' ', said)).Word is ReplyWord.End or ReplyWord.False,
            string.Join(' ', said)
        );
    }

    [Property(MaxTest = 300)]
    public void No_text_whatever_breaks_it(string text)
    {
        Assert.True(ReplyReader.Read(text ?? "").Rest.Length <= 160);
    }
}
