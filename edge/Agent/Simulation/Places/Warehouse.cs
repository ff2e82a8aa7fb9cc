namespace Vigia.Edge.Simulation.Places;

/// <summary>A store with two heaps of maize: slow air, slower grain, and a door that opens three times a day.</summary>
internal sealed class Warehouse(Air beginning) : IPlace
{
    private const double AirFollows = 2 * 3600;
    private const double GrainFollows = 5 * 86_400;

    public Air Air { get; private set; } = beginning;

    public double FirstHeap { get; private set; } = 30.5;

    public double SecondHeap { get; private set; } = 29.2;

    public bool DoorIsOpen { get; private set; }

    public void Step(in Surroundings now)
    {
        DoorIsOpen = now.IsBetween(7.5, 8) || now.IsBetween(12, 12.25) || now.IsBetween(16, 16.75);
        var pace = DoorIsOpen ? AirFollows / 4 : AirFollows;
        var outside = now.Outside.Air;
        Air = new Air(
            Air.Celsius.Toward(outside.Celsius + 1, pace),
            Air.Humidity.Toward(Math.Min(outside.Humidity, 85), pace)
        );

        // Maize breathes: a few degrees above the air's mean.
        FirstHeap = FirstHeap.Toward(Air.Celsius + 3, GrainFollows);
        SecondHeap = SecondHeap.Toward(Air.Celsius + 1.5, GrainFollows);
    }
}
