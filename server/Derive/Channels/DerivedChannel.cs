using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

/// <summary>Another name under which an input is found, in a unit of its own: <c>wind_speed</c> in m/s where km/h are wanted.</summary>
/// <param name="Factor">From that unit to the input's.</param>
internal readonly record struct InputAlias(string Name, string Unit, double Factor = 1);

/// <summary>What a channel is computed from.</summary>
/// <param name="Name">Of the point or the column.</param>
internal sealed record ChannelInput(string Name, string Unit, params IReadOnlyList<InputAlias> Aliases)
{
    /// <summary>Counts where nobody gives it; null: somebody must. NaN: the channel can do without.</summary>
    public double? Otherwise { get; init; }

    public IEnumerable<InputAlias> Names => Aliases.Prepend(new(Name, Unit));

    public ChannelInput Or(double otherwise) => this with { Otherwise = otherwise };

    public ChannelInput OrNone => this with { Otherwise = double.NaN };
}

internal sealed record ChannelOutput(string Name, string Unit);

/// <summary>
/// One step of a channel. Pure: what it remembers is in <paramref name="state"/>, which belongs to the caller and may be
/// stored and brought back. NaN is "no value", in and out; then the state stays as it was.
/// </summary>
internal delegate void Formula(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs);

/// <summary>A channel that no sensor measures: computed from others.</summary>
internal sealed record DerivedChannel(
    string Name,
    LocalText Title,
    IReadOnlyList<ChannelInput> Inputs,
    IReadOnlyList<ChannelOutput> Outputs,
    Formula Formula
)
{
    /// <summary>The state before the first step; empty for a channel that remembers nothing.</summary>
    public IReadOnlyList<double> Start { get; init; } = [];

    /// <summary>The first output in words, for channels whose number says little to people.</summary>
    public Func<double, LocalText?>? Words { get; init; }

    /// <summary>The same channel, of whose outputs only one is wanted; that one names it.</summary>
    public DerivedChannel Only(string output, LocalText title)
    {
        var at = Outputs.Select(o => o.Name).ToList().IndexOf(output);
        var (all, count) = (Formula, Outputs.Count);
        return this with
        {
            Name = output,
            Title = title,
            Outputs = [Outputs[at]],
            Words = at == 0 ? Words : null,
            Formula = (inputs, state, outputs) =>
            {
                Span<double> every = stackalloc double[count];
                all(inputs, state, every);
                outputs[0] = every[at];
            },
        };
    }
}
