namespace Vigia.Edge.Sensors;

/// <summary>How a chip is connected: which keys of node.yaml tell its <see cref="Wiring"/>.</summary>
internal abstract record Connection;

/// <summary><c>bus</c> and <c>address</c>; the first address is the ordinary one.</summary>
internal sealed record OnI2c(params IReadOnlyList<int> Addresses) : Connection;

/// <summary><c>rom</c>, beginning with the family code of the chip in hex.</summary>
internal sealed record OnOneWire(string Family) : Connection;

/// <summary><c>gpio</c>, <c>gpiochip</c>, <c>bias</c>, <c>active_low</c> and <c>debounce</c>.</summary>
internal sealed record OnLine(TimeSpan OrdinaryDebounce) : Connection;
