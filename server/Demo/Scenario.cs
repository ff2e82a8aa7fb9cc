using Vigia.Server.Farm;

namespace Vigia.Server.Demo;

/// <summary>What a scenario of the simulated farm shows, and what happens in it when: told beforehand, so that one can watch for it.</summary>
/// <param name="Name">As the agent's simulation knows it.</param>
internal sealed record Scenario(string Name, LocalText Title, params IReadOnlyList<PlannedEvent> Events)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    public static readonly Scenario Calm = new(
        "calm",
        new("un día como cualquiera; nada debe dar alarma", "a day like any other; nothing should raise an alarm"),
        new PlannedEvent(
            TimeSpan.FromMinutes(30),
            new("el nodo inv-2 arranca de nuevo: no es alarma", "the node inv-2 restarts: no alarm")
        )
    );

    public static readonly IReadOnlyList<Scenario> All =
    [
        Calm,
        new(
            "fire",
            new("un incendio de sabana va de un puesto a otro", "a grass fire runs from one post to the next"),
            new PlannedEvent(Soon, new("arde la paja en el puesto El Mango", "grass burns at the El Mango post")),
            new PlannedEvent(
                TimeSpan.FromMinutes(11),
                new("el viento lo lleva al puesto La Ceiba", "the wind takes it to the La Ceiba post")
            )
        ),
        new(
            "drought",
            new("falla el riego de un invernadero", "the irrigation of a greenhouse fails"),
            new PlannedEvent(
                Soon,
                new(
                    "la válvula del Invernadero 2 no abre más y el suelo se seca",
                    "the valve of Greenhouse 2 opens no more, and its soil dries"
                )
            )
        ),
        new(
            "dry-pump",
            new("la bomba trabaja en seco", "the pump runs dry"),
            new PlannedEvent(Soon, new("se agota el pozo con la bomba encendida", "the well runs out with the pump on"))
        ),
        new(
            "barn-fan",
            new("la cochinera se queda sin ventilación", "the pig barn is left without ventilation"),
            new PlannedEvent(Soon, new("se para el ventilador de la porqueriza", "the fan of the pig barn stops"))
        ),
        new(
            "dead-node",
            new("un nodo muere", "a node dies"),
            new PlannedEvent(
                Soon,
                new("el nodo del galpón se queda sin corriente", "the warehouse's node loses its power")
            )
        ),
        new(
            "power-cut",
            new("se va la luz y vuelve", "the mains fail and come back"),
            new PlannedEvent(
                Soon,
                new(
                    "se va la luz: sin red, los nodos siguen con sus baterías",
                    "the mains fail: no network; the nodes go on from their batteries"
                )
            ),
            new PlannedEvent(
                TimeSpan.FromMinutes(9),
                new(
                    "vuelve la luz, y con ella lo medido mientras tanto",
                    "the mains are back, and with them all that was measured meanwhile"
                )
            )
        ),
    ];
}

/// <param name="After">Of the farm's time since the beginning.</param>
internal sealed record PlannedEvent(TimeSpan After, LocalText What);
