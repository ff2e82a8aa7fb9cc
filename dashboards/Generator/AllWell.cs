namespace Vigia.Dashboards;

/// <summary>For the attendant's phone: one look says whether all is well, the next where not and what to do.</summary>
internal static class AllWell
{
    public static Dashboard Of(Words words) =>
        new(
            "todo-bien",
            words.Say("¿Todo bien?", "All well?"),
            words.Say("Para el teléfono: cómo está cada zona ahora.", "For the phone: how each zone is now."),
            "now-6h",
            "30s"
        )
        {
            HidesTime = true,
            Panels =
            [
                Shared.AllWellSign(words, 12, 4),
                Shared.FireSign(words, 12, 4),
                Shared.ZoneTable(words.Say("Zonas", "Zones"), words, 12, 13),
                Shared.AlertTable(words.Say("Últimos avisos", "Last alerts"), words, 12, 13, most: 8),
                Shared.PointTable(
                    words.Say("Agua que le queda a la planta", "Water left for the plants"),
                    words,
                    12,
                    9,
                    "\"quantity\" = 'available_water'",
                    hasPoint: false
                ),
                Shared.MainLines(
                    words.Say("Temperatura, 6 horas", "Temperature, 6 hours"),
                    words.Say("Un hueco es tiempo sin señal.", "A gap is time without signal."),
                    words,
                    12,
                    9,
                    "temperature",
                    "celsius"
                ),
                Panel.Text(
                    words.Say("Qué hacer", "What to do"),
                    words.Say("Qué dice cada color.", "What each colour says."),
                    24,
                    8,
                    words.Say(
                        """
                        - **ROJO, ACTUAR**: vaya ya o llame a quien esté cerca. Responda el SMS para que los demás sepan que alguien va.
                        - **NARANJA, MIRAR**: revise hoy, en cuanto pueda.
                        - **GRIS, SIN SEÑAL**: nadie mide allí. Mire la luz y el nodo. Gris nunca quiere decir bien.
                        - **VERDE, BIEN**: nada que hacer.

                        Si este tablero se queda sin datos, vaya usted mismo: los SMS siguen saliendo sin él.
                        """,
                        """
                        - **RED, ACT**: go at once or call somebody near. Answer the SMS so that the others know that somebody goes.
                        - **ORANGE, LOOK**: look at it today, as soon as you can.
                        - **GREY, NO SIGNAL**: nobody measures there. Look at mains and node. Grey never means good.
                        - **GREEN, GOOD**: nothing to do.

                        If this board has no data, go yourself: SMS are sent without it.
                        """
                    )
                ),
            ],
        };
}
