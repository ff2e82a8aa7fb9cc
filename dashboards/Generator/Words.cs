namespace Vigia.Dashboards;

/// <summary>All that people read, in one language. States and names of zones and points come from the server, in both.</summary>
internal sealed class Words(bool isSpanish)
{
    public static Words Spanish { get; } = new(isSpanish: true);

    public static Words English { get; } = new(isSpanish: false);

    /// <summary>Folder of this language, and end of the server's fields.</summary>
    public string Code => isSpanish ? "es" : "en";

    public string Tag => $"vigia-{Code}";

    public string UidOf(string name) => isSpanish ? $"vigia-{name}" : $"vigia-{name}-en";

    public string All => Say("Todas", "All");

    public string Others => Say("Otros tableros", "Other boards");

    public string NoData => Say("sin datos", "no data");

    // As the server says states.
    public string Good => Say("BIEN", "GOOD");

    public string Look => Say("MIRAR", "LOOK");

    public string Act => Say("ACTUAR", "ACT");

    public string NoSignal => Say("SIN SEÑAL", "NO SIGNAL");

    public string AllGood => Say("TODO BIEN", "ALL WELL");

    public string NoZones => Say("TODAVÍA NO", "NO ZONES");

    public string Fire => Say("FUEGO", "FIRE");

    public string NoFire => Say("NO HAY FUEGO", "NO FIRE");

    public string Odd => Say("ALGO RARO", "SOMETHING ODD");

    public string Unwatched => Say("NADIE VIGILA", "NOBODY WATCHES");

    public string On => Say("en marcha / sí", "running / yes");

    public string Off => Say("parado / no", "stopped / no");

    public string NoClock => Say("ninguno", "none");

    public string Battery => Say("pila", "battery");

    public string ServerClock => Say("servidor", "server");

    public IReadOnlyList<(string Name, string Word)> Quantities =>
        [
            ("temperature", Say("temperatura", "temperature")),
            ("gas_ratio-smoke", Say("humo", "smoke")),
            ("gas_ratio-nh3", Say("amoníaco", "ammonia")),
            ("humidity", Say("humedad", "humidity")),
            ("soil_moisture", Say("suelo", "soil")),
            ("available_water", Say("agua", "water")),
            ("level-tank", Say("tanque", "tank")),
            ("flow", Say("caudal", "flow")),
            ("current", Say("corriente", "current")),
            ("thi", Say("ITH", "THI")),
        ];

    // Columns.
    public string Zone => Say("Zona", "Zone");

    public string Point => Say("Sensor", "Sensor");

    public string Node => Say("Nodo", "Node");

    public string State => Say("Estado", "State");

    public string Value => Say("Valor", "Value");

    public string Ago => Say("Hace", "Ago");

    public string Why => Say("Por qué", "Why");

    public string When => Say("Hora", "Time");

    public string What => Say("Qué", "What");

    public string Held => Say("En cola", "Held");

    public string Gaps => Say("Huecos", "Gaps");

    public string Faults => Say("Fallas", "Faults");

    public string Dropped => Say("Botados", "Dropped");

    public string Clock => Say("Reloj", "Clock");

    public string Supply => Say("Voltaje", "Supply");

    public string WeakSupply => Say("BAJO", "LOW");

    public string GoodSupply => Say("bien", "good");

    public string Disk => Say("Disco", "Disk");

    public string Uptime => Say("Encendido", "Up");

    public string Version => Say("Versión", "Version");

    // Events.
    public string Alerts => Say("Avisos", "Alerts");

    public string Looks => Say("Avisos por mirar", "Alerts to look at");

    public string Cuts => Say("Cortes de luz y de red", "Power and network cuts");

    public string Irrigation => Say("Riego", "Irrigation");

    public string Say(string spanish, string english) => isSpanish ? spanish : english;
}
