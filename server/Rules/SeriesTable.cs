using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>
/// The points that one rule looks at in one place, in the order of their names, each with what is remembered of it. Immutable:
/// the next state costs one reference a point, its names are shared until a point joins.
/// </summary>
[JsonConverter(typeof(SeriesTableConverter))]
internal sealed class SeriesTable : IReadOnlyDictionary<SeriesId, SeriesState>
{
    public static SeriesTable Empty { get; } = new(SeriesNames.None, [], beyond: 0, holding: 0);

    private readonly SeriesState[] states;
    private readonly int beyond;
    private readonly int holding;

    private SeriesTable(SeriesNames names, SeriesState[] states, int beyond, int holding)
    {
        Names = names;
        this.states = states;
        this.beyond = beyond;
        this.holding = holding;
    }

    public SeriesNames Names { get; }

    public int Count => states.Length;

    /// <summary>None is beyond its limit, and no guard is so.</summary>
    public bool IsCalm => beyond == 0;

    /// <summary>One at least counts.</summary>
    public bool HasHolding => holding > 0;

    public IEnumerable<SeriesId> Keys => Enumerable.Range(0, Count).Select(i => Names[i]);

    public IEnumerable<SeriesState> Values => states;

    public SeriesState this[SeriesId key] =>
        Names.Find(key) is >= 0 and var index ? states[index] : throw new KeyNotFoundException($"{key}");

    public SeriesState this[int index] => states[index];

    public bool ContainsKey(SeriesId key) => Names.Find(key) >= 0;

    public bool TryGetValue(SeriesId key, [MaybeNullWhen(false)] out SeriesState value)
    {
        var index = Names.Find(key);
        value = index >= 0 ? states[index] : null;
        return index >= 0;
    }

    public SeriesTable SetItem(in SeriesId id, SeriesState state) => Set(Names.Find(id), id, state);

    /// <param name="index">As <see cref="SeriesNames.Find"/> said of <paramref name="id"/>.</param>
    public SeriesTable Set(int index, in SeriesId id, SeriesState state)
    {
        if (index < 0)
        {
            index = ~index;
            return new SeriesTable(
                Names.With(id, index),
                [.. states[..index], state, .. states[index..]],
                beyond + Beyond(state),
                holding + Holding(state)
            );
        }

        var after = new SeriesState[states.Length];
        states.CopyTo(after, 0);
        after[index] = state;
        var before = states[index];
        return new SeriesTable(
            Names,
            after,
            beyond + Beyond(state) - Beyond(before),
            holding + Holding(state) - Holding(before)
        );
    }

    /// <summary>The very same where none of them goes.</summary>
    public SeriesTable Without(Func<SeriesId, bool> goes)
    {
        if (!Keys.Any(goes))
        {
            return this;
        }

        var left = Empty;
        foreach (var (id, state) in this)
        {
            left = goes(id) ? left : left.SetItem(id, state);
        }

        return left;
    }

    public IEnumerator<KeyValuePair<SeriesId, SeriesState>> GetEnumerator()
    {
        for (var i = 0; i < states.Length; i++)
        {
            yield return new(Names[i], states[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Beyond(SeriesState state) => state.Phase == SeriesPhase.Within ? 0 : 1;

    private static int Holding(SeriesState state) => state.Phase == SeriesPhase.Holding ? 1 : 0;
}

/// <summary>An object with the series' names: <c>{"0/inv-1/temperature": {…}}</c>.</summary>
internal sealed class SeriesTableConverter : JsonConverter<SeriesTable>
{
    public override SeriesTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var table = SeriesTable.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var id = SeriesId.Parse(reader.GetString() ?? "");
            reader.Read();
            var state = JsonSerializer.Deserialize(ref reader, RuleJson.Default.SeriesState);
            table = table.SetItem(id, state ?? throw new JsonException("a series is an object"));
        }

        return table;
    }

    public override void Write(Utf8JsonWriter writer, SeriesTable value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        for (var i = 0; i < value.Count; i++)
        {
            writer.WritePropertyName(value.Names.Written(i));
            JsonSerializer.Serialize(writer, value[i], RuleJson.Default.SeriesState);
        }

        writer.WriteEndObject();
    }
}
