namespace Vigia.Tests.Charts;

/// <summary>Every query of every dashboard on a real influxd 1.6.7, with what the server writes into it.</summary>
[Trait("part", "charts")]
public sealed class ChartQueriesTests(ChartsFixture farms) : IClassFixture<ChartsFixture>
{
    // The demo farm has no sensor of ammonia in ppm, and nobody pumps or irrigates in the hours some boards show.
    private static readonly string[] NotOnThisFarm =
    [
        "Amoníaco",
        "Ammonia",
        "Avisos de la porqueriza",
        "Alerts of the barn",
        "Avisos del agua",
        "Alerts about water",
    ];

    public static TheoryData<string> Paths => Boards.Paths;

    [Theory, MemberData(nameof(Paths))]
    public async Task After_a_week_every_panel_shows_something(string path)
    {
        var answers = await farms.Of("week").OfAsync(Boards.Read(path));

        var empty = answers
            .Where(answer => answer.Value.Count == 0 && !MayBeEmpty(answer.Key))
            .Select(answer => answer.Key);
        Assert.Empty(empty);
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task Before_the_first_reading_every_query_is_sound(string path)
    {
        _ = await farms.Of("empty").OfAsync(Boards.Read(path));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task With_one_node_every_query_is_sound(string path)
    {
        _ = await farms.Of("one").OfAsync(Boards.Read(path));
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task With_forty_nodes_every_query_is_sound(string path)
    {
        _ = await farms.Of("forty").OfAsync(Boards.Read(path));
    }

    [Fact]
    public async Task A_zone_that_is_added_to_the_farm_file_is_there_without_editing_a_dashboard()
    {
        var one = await AnswersAsync("one", "es/todo-bien");
        var forty = await AnswersAsync("forty", "es/todo-bien");

        Assert.Equal("Casa 1", Assert.Single(one["Zonas A"]).Tags["title_es"]);
        Assert.Equal(ChartsFixture.Many, forty["Zonas A"].Count);
        Assert.All(forty["Zonas A"], zone => Assert.Equal("BIEN", zone.Last("word")));
        Assert.Equal(ChartsFixture.Many, (await AnswersAsync("forty", "es/nodos"))["Nodos A"].Count);
    }

    [Fact]
    public async Task A_fire_is_the_first_thing_said_and_its_posts_ask_to_act()
    {
        var board = await AnswersAsync("week", "es/todo-bien");

        Assert.Equal("ACTUAR YA", Assert.Single(board["¿Todo bien? A"]).Rows[^1][1].GetString());
        Assert.StartsWith("FUEGO: ", Assert.Single(board["¿Hay fuego? A"]).Rows[^1][1].GetString());
        Assert.Equal("ACTUAR", WordOf(board, "Puesto El Mango"));
        Assert.Contains(
            board["Últimos avisos A"][0].Rows,
            row => row[2].GetString()!.Contains("FUEGO", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_flame_that_is_seen_is_not_green()
    {
        var sensors = (await AnswersAsync("week", "es/incendios"))["Sensores de los puestos A"];

        var flame = sensors.Single(s => s.Tags["node"] == SimulatedWeek.Burning && s.Tags["point"] == "state-flame");
        Assert.Equal(flame.Last("number") == "SE VE" ? "ACTUAR" : "BIEN", flame.Last("word"));
        Assert.Contains(sensors, s => s.Tags["node"] == SimulatedWeek.Burning && s.Last("word") == "ACTUAR");
    }

    [Fact]
    public async Task A_dead_sensor_is_said_to_have_no_signal_and_its_zone_is_not_well()
    {
        var mute = (await AnswersAsync("week", "es/nodos"))["Sensores sin señal A"].SelectMany(series => series.Rows);
        var zones = await AnswersAsync("week", "es/todo-bien");

        var dead = Assert.Single(mute, row => row[2].GetString() == SimulatedWeek.DeadPoint);
        Assert.Equal(SimulatedWeek.DeadNode, dead[1].GetString());
        Assert.Equal("el sensor no contesta", dead[4].GetString());
        Assert.Equal("MIRAR", WordOf(zones, "Invernadero 1"));
        Assert.Equal("BIEN", WordOf(zones, "Invernadero 2"));
    }

    [Fact]
    public async Task Before_the_first_reading_all_is_grey_and_nothing_green()
    {
        var board = await AnswersAsync("empty", "es/todo-bien");

        Assert.Equal("SIN SEÑAL", Assert.Single(board["¿Todo bien? A"]).Rows[^1][1].GetString());
        Assert.StartsWith("NADIE VIGILA", Assert.Single(board["¿Hay fuego? A"]).Rows[^1][1].GetString());
        Assert.Equal(9, board["Zonas A"].Count);
        Assert.All(board["Zonas A"], zone => Assert.Equal("SIN SEÑAL", zone.Last("word")));
    }

    [Fact]
    public async Task What_water_plants_have_left_stands_on_the_phone_with_the_rules_word()
    {
        var soil = (await AnswersAsync("week", "es/todo-bien"))["Agua que le queda a la planta A"];

        Assert.Equal(["Invernadero 1", "Invernadero 2"], soil.Select(probe => probe.Tags["zone_title_es"]).Distinct());
        // One of six probes is dead, and says no number.
        Assert.Equal(5, soil.Count(probe => probe.Last("number")!.EndsWith('%') && probe.Last("word") == "BIEN"));
        Assert.Equal("—", Assert.Single(soil, probe => probe.Last("word") == "SIN SEÑAL").Last("number"));
    }

    [Fact]
    public async Task The_wall_tells_of_when_its_data_are()
    {
        var clock = Assert.Single((await AnswersAsync("week", "es/pared"))["Datos de las A"]);

        Assert.NotEmpty(clock.Rows);
    }

    [Fact]
    public async Task A_power_cut_is_a_grey_column_and_its_readings_are_there_all_the_same()
    {
        var contact = (await AnswersAsync("week", "es/nodos"))["Contacto con cada nodo, 24 horas A"];
        var line = (await AnswersAsync("week", "es/bombas"))["Tanque A"];

        Assert.All(contact, node => Assert.Contains(node.Rows, row => row[1].ToString() == "3"));
        var tank = Assert.Single(line);
        var gap = tank.Rows.Where(row => row[1].ValueKind == System.Text.Json.JsonValueKind.Null);
        Assert.True(gap.Count() < 5, $"{gap.Count()} empty buckets");
    }

    [Fact]
    public async Task Limits_are_drawn_where_the_rules_have_them()
    {
        var barn = await AnswersAsync("week", "es/porqueriza");

        var heat = barn["Temperatura B"].Single(limit => limit.Tags["title_es"] == "Calor peligroso para los cerdos");
        Assert.Equal("33", heat.Rows[^1][1].ToString());
        var rate = (await AnswersAsync("week", "es/incendios"))["Cuánto sube por minuto B"];
        Assert.NotEmpty(rate);
        Assert.All(rate, limit => Assert.Equal("4", limit.Rows[^1][1].ToString()));
    }

    [Theory]
    [InlineData("es/bombas", "Avisos", "FUEGO")]
    [InlineData("es/bombas", "Avisos por mirar", "Invernadero 1")]
    [InlineData("es/bombas", "Cortes de luz y de red", "luz")]
    [InlineData("es/bombas", "Riego", SimulatedWeek.Watered)]
    [InlineData("es/nodos", "Cortes de luz y de red", "luz")]
    [InlineData("es/incendios", "Avisos", "FUEGO")]
    [InlineData("es/porqueriza", "Riego", SimulatedWeek.Watered)]
    [InlineData("en/bombas", "Alerts", "FIRE")]
    [InlineData("en/bombas", "Irrigation", SimulatedWeek.Watered)]
    public async Task What_happened_is_marked_on_the_time_axis_in_words(string board, string mark, string word)
    {
        var marks = (await AnswersAsync("week", board))[$"mark {mark}"];

        var texts = marks.SelectMany(series => series.Rows.Select(row => row[series.Columns.ToList().IndexOf("text")]));
        Assert.Contains(
            texts.Select(text => text.GetString()!),
            text => text.Contains(word, StringComparison.OrdinalIgnoreCase)
        );
    }

    private static string WordOf(IReadOnlyDictionary<string, IReadOnlyList<Series>> board, string zone) =>
        board["Zonas A"].Single(series => series.Tags["title_es"] == zone).Last("word");

    private Task<IReadOnlyDictionary<string, IReadOnlyList<Series>>> AnswersAsync(string farm, string board) =>
        farms.Of(farm).OfAsync(Boards.Read($"dashboards/{board}.json"));

    // Of limits (B, C) not every quantity has both kinds; what marks the time may have not happened in the hours shown.
    private static bool MayBeEmpty(string name) =>
        name.StartsWith("mark ", StringComparison.Ordinal)
        || name.EndsWith(" B", StringComparison.Ordinal)
        || name.EndsWith(" C", StringComparison.Ordinal)
        || Array.Exists(NotOnThisFarm, title => name.StartsWith($"{title} ", StringComparison.Ordinal));
}
