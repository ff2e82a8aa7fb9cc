using Vigia.Server.Alerts;
using Vigia.Server.Rules.People;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

/// <summary>What people answer, and what comes of it.</summary>
public sealed class PeopleWordsTests : IDisposable
{
    private readonly CallFarm farm = new();

    public void Dispose() => farm.Dispose();

    [Fact]
    public async Task A_yes_by_text_acknowledges_and_is_in_the_trail_as_that_persons()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);

        Assert.Empty(await farm.ComesAsync("jose", "si a1"));

        var step = farm.Alerts.Trail(fire.Id)[^1];
        Assert.Equal(
            (AlertState.Acknowledged, "José Colmenárez", Means.Sms),
            (step.State, step.Who, step.Means!.Value)
        );
        Assert.Equal(["Yes"], farm.Book.Of(fire.Id).Answers.Select(answer => answer.Word));
        await farm.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Single(farm.Sent);
    }

    [Theory]
    [InlineData("+584000000002")]
    [InlineData("584000000002")]
    [InlineData("04000000002")]
    [InlineData("4000000002")]
    public async Task A_number_is_known_as_the_network_writes_it(string from)
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);

        await farm.ComesAsync(from, "SI");

        Assert.Equal("jose", Assert.Single(farm.Book.Of(fire.Id).Answers).Person);
    }

    [Fact]
    public async Task The_same_text_twice_counts_once_also_after_a_kill()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        await farm.ComesAsync("jose", "NO", id: "x");
        farm.Kill();
        await farm.ComesAsync("jose", "NO", id: "x");

        Assert.Single(farm.Book.Of(fire.Id).Answers);
        Assert.Equal(["jose", "ramon"], farm.Sent.Select(sent => sent.Split(':')[0]));
    }

    [Fact]
    public async Task A_no_calls_the_next_at_once()
    {
        await farm.RaiseAsync(farm.Fire());

        var next = await farm.ComesAsync("jose", "no puedo");

        Assert.StartsWith("ramon: ", Assert.Single(next));
    }

    [Fact]
    public async Task A_yes_that_a_death_cut_in_two_can_still_become_a_no()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        // The yes is in the trail, and the service dies before the call desk knows of it.
        farm.Alerts.Acknowledge(fire.Id, new By("José Colmenárez", Means.Sms), farm.Clock.GetUtcNow());
        farm.Kill();
        await farm.PassAsync(TimeSpan.FromSeconds(5));

        await farm.ComesAsync("jose", "SI", id: "x");
        await farm.PassAsync(TimeSpan.FromMinutes(1));

        Assert.StartsWith("ramon: ", Assert.Single(await farm.ComesAsync("jose", "no puedo")));
    }

    [Fact]
    public async Task A_fire_older_than_two_hundred_open_alerts_is_still_answered()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        foreach (var other in Enumerable.Range(0, AlertDesk.Most).Select(_ => farm.Notice()).ToList())
        {
            farm.Store.TryWrite("an alert", db => AlertTable.Insert(db, other, StepReason.WentBeyond));
        }

        await farm.ComesAsync("jose", "SI");
        await farm.ComesAsync("yelitza", "voy A1");

        Assert.Equal(["Yes", "Coming"], farm.Book.Of(fire.Id).Answers.Select(answer => answer.Word));
    }

    [Fact]
    public async Task Unknown_numbers_are_never_answered_and_change_nothing()
    {
        await farm.RaiseAsync(farm.Fire());

        Assert.Empty(await farm.ComesAsync("+584149999999", "SI A1"));
        Assert.Empty(await farm.ComesAsync("Movilnet", "AYUDA"));

        await farm.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(farm.Sent, sent => sent.StartsWith("ramon"));
    }

    [Fact]
    public async Task With_two_incidents_open_the_code_is_asked_for()
    {
        var (fire, fan) = (farm.Fire(), farm.Fan());
        await farm.RaiseAsync(fire);
        await farm.RaiseAsync(fan);

        Assert.Equal(["jose: ¿Cual? Responda VOY con su codigo: A1, A2"], await farm.ComesAsync("jose", "voy"));
        Assert.Empty(await farm.ComesAsync("jose", "voy 2"));
        Assert.Equal(["Coming"], farm.Book.Of(fan.Id).Answers.Select(answer => answer.Word));
        Assert.Equal(["jose: No hay alerta A7. Pida LISTA."], await farm.ComesAsync("jose", "voy a7"));
    }

    [Theory]
    [InlineData("En camino A1")]
    [InlineData("Fino A1")]
    [InlineData("por fin llegamos A1")]
    [InlineData("en fin, voy")]
    public async Task Who_leads_ends_no_fire_by_a_word_that_only_looks_like_it(string text)
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);

        await farm.ComesAsync("jose", text);

        Assert.Empty(farm.WordsOfFire());
        Assert.False(farm.Alerts.Find("A1")!.State.IsOver());
    }

    [Fact]
    public async Task Minutes_in_a_yes_drop_no_yes_and_mean_no_other_alert()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);

        Assert.Empty(await farm.ComesAsync("jose", "voy en 10"));
        Assert.Equal(["Coming"], farm.Book.Of(fire.Id).Answers.Select(answer => answer.Word));
        Assert.Equal(["ramon: No hay alerta 7. Pida LISTA."], await farm.ComesAsync("ramon", "voy 7"));
    }

    [Fact]
    public async Task Only_who_leads_ends_a_fire_and_the_rules_hear_it()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        await farm.PassAsync(TimeSpan.FromMinutes(4) + TimeSpan.FromSeconds(20));

        Assert.Equal(
            ["nora: END A1 is for the one in charge to say: José Colmenarez."],
            await farm.ComesAsync("nora", "end a1")
        );
        Assert.Empty(Words());

        Assert.Equal(["jose: Anotado: A1 termino. Se avisa a todos."], await farm.ComesAsync("jose", "FIN"));
        Assert.Equal([WordKind.Over], Words());

        IReadOnlyList<WordKind> Words() => [.. farm.WordsOfFire().Select(word => word.Word.Kind)];
    }

    [Fact]
    public async Task That_a_fire_is_false_is_told_to_who_leads_when_another_says_so()
    {
        await farm.RaiseAsync(farm.Fire());
        await farm.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(
            [
                "yelitza: FALSA A1 solo lo puede decir quien manda: José Colmenarez.",
                "jose: Yelitza Rondon dice que A1 es falsa. Si es asi, responda FALSA A1.",
            ],
            await farm.ComesAsync("yelitza", "falsa a1")
        );
        await farm.ComesAsync("jose", "falsa a1");
        Assert.Equal([WordKind.False], farm.WordsOfFire().Select(word => word.Word.Kind));
    }

    [Fact]
    public async Task What_is_no_fire_anybody_of_the_farm_may_call_false()
    {
        var fan = farm.Fan();
        await farm.RaiseAsync(fan);

        await farm.ComesAsync("jose", "FALSA A1");

        Assert.Equal(StepReason.DeclaredFalse, farm.Alerts.Trail(fan.Id)[^1].Reason);
        Assert.Equal(["jose: La alerta A1 ya termino."], await farm.ComesAsync("jose", "si a1"));
    }

    [Theory]
    [InlineData("FUEGO ceiba", "jose: FUEGO en Puesto La Ceiba anotado. Se llama a la brigada.")]
    [InlineData("hay fuego en la seiba", "jose: FUEGO en Puesto La Ceiba anotado. Se llama a la brigada.")]
    [InlineData("fuego bomba", "jose: FUEGO en Bomba del pozo anotado. Se llama a la brigada.")]
    [InlineData("fuego", "jose: ¿Donde? Responda FUEGO y el lugar: Puesto La Ceiba.")]
    [InlineData("fuego en china", "jose: ¿Donde? Responda FUEGO y el lugar: Puesto La Ceiba.")]
    public async Task A_person_reports_a_fire_by_its_place(string text, string answer)
    {
        Assert.Equal([answer], await farm.ComesAsync("jose", text));
        Assert.Equal(answer.Contains("anotado", StringComparison.Ordinal) ? 1 : 0, farm.WordsOfFire().Count);
    }

    [Fact]
    public async Task People_may_ask()
    {
        await farm.RaiseAsync(farm.Fire());

        Assert.Equal(["jose: A1 Puesto La Ceiba."], await farm.ComesAsync("jose", "LISTA"));
        Assert.Equal(["nora: Open: 1. You have 30 texts left today."], await farm.ComesAsync("nora", "status"));
        Assert.StartsWith("jose: SI/VOY", Assert.Single(await farm.ComesAsync("jose", "ayuda")));
        Assert.StartsWith("jose: No entendi.", Assert.Single(await farm.ComesAsync("jose", "qué hubo")));
    }

    [Fact]
    public async Task A_person_joins_a_duty_of_their_role_until_it_changes()
    {
        Assert.Equal(["jose: Tiene la guardia de brigada, cochinera."], await farm.ComesAsync("jose", "alta"));
        Assert.Equal(
            ["carmen: Hoy sin guardia. Para entrar responda ALTA y el rol: cochinera."],
            await farm.ComesAsync("carmen", "alta")
        );
        Assert.Equal(
            ["yelitza: Entro a la guardia de brigada hasta 06:00."],
            await farm.ComesAsync("yelitza", "alta brigda")
        );
        Assert.Equal(
            ["jose", "ramon", "yelitza", "nora"],
            farm.Desk.RosterNow().LineOf("brigade", farm.Clock.GetUtcNow())
        );
    }

    [Fact]
    public async Task Who_writes_too_much_is_heard_and_not_answered()
    {
        for (var i = 0; i < 10; i++)
        {
            await farm.ComesAsync("jose", "ayuda");
        }

        Assert.Equal(6, farm.Sent.Count);
        await farm.RaiseAsync(farm.Fire());
        await farm.ComesAsync("jose", "SI");
        Assert.Equal(AlertState.Acknowledged, farm.Alerts.Open()[0].State);
    }
}
