using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Nature;
using Vigia.Wire;

namespace Vigia.Edge.Cli;

internal sealed class TextsEs : Texts
{
    public override string Help =>
        """
            vigia-edge: mide con los sensores de este nodo y no pierde nada en el camino al servidor.

            Uso: vigia-edge VERBO [opciones]

              run        medir y enviar, como lo hace el servicio
              simulate   lo mismo con sensores simulados, para pruebas y demostraciones
              sense      preguntar a los sensores ahora: valor, unidad, bytes, falla y qué hacer
              siren      sonar la sirena de este nodo, o asegurar que calla
              check      revisar un node.yaml y decir todo lo que tiene mal

            vigia-edge VERBO --help explica cada uno. --version dice la versión.
            Toda opción puede estar en el entorno: --clock-file es VIGIA_EDGE_CLOCK_FILE.
            VIGIA_EDGE_TIMERS=0.1 hace los plazos del protocolo diez veces más cortos (pruebas).
            """;

    public override string RunHelp =>
        """
            Uso: vigia-edge run [opciones]

              --node ARCHIVO     el archivo del nodo (/etc/vigia-edge/node.yaml)
              --data CARPETA     donde se guarda lo que falta enviar (root: /var/lib/vigia-edge, otros: ~/.local/share/vigia-edge)
              --ledger ARCHIVO   anotar cada paquete medido, para pruebas; {node} es el nombre del nodo
            """;

    public override string SimulateHelp =>
        """
            Uso: vigia-edge simulate NODE.yaml... [opciones]

              --data CARPETA         donde se guarda lo que falta enviar; cada nodo tiene su carpeta en ella
              --ledger ARCHIVO       anotar cada paquete medido; {node} es el nombre del nodo
              --seed N               otro número da otro tiempo (0)
              --every 1s             preguntar a cada sensor con este intervalo, diga lo que diga su node.yaml
              --clock-file ARCHIVO   líneas offset=-3600.5, quality=none|rtc|ntp, boot=c01d, up=+60; se relee cuando cambia.
                                     Sin él los nodos tienen la hora verdadera y dicen NTP.
              --scenario NOMBRE      un día en la finca y lo que sale mal en él: calm, fire, drought, dry-pump, barn-fan, dead-node
                                     o power-cut. Sin él nada sale mal por sí solo.
              --weather ARCHIVO.csv  observaciones reales por hora en vez del almanaque: columnas yr, mon, day, hr, temp (°C),
                                     rh (%), prec (mm) y, si la hay, ws (km/h); su primer día pasa a ser hoy
              --electronics ARCHIVO  cuánto ruido tienen los sensores, la alimentación y la red; sin él los ordinarios con
                                     --scenario, ideales sin escenario
              --speed N              el tiempo de la finca corre tantas veces más rápido: 1 a 1000 (1)
              --origin MS            cuándo el tiempo de la finca era el de la máquina, en milisegundos Unix (ahora)
              --world ARCHIVO        líneas heat=45, fault=none|unplugged|stuck|noise; se relee cuando cambia
              --outputs ARCHIVO      anotar cada cambio de una línea de salida: UNIXMS NODO LÍNEA 0|1
              --for 10s              medir ese tiempo, dejar vaciar la cola (10 s a lo sumo), decir cuánto se midió y cuánto queda
              --until-stdin-closes   terminar cuando se cierre la entrada estándar
            """;

    public override string SenseHelp =>
        """
            Uso: vigia-edge sense [NOMBRE...] [opciones]

            Pregunta a los sensores de un node.yaml, a todos o a los de esos nombres (de un sensor o de un punto), y dice de
            cada punto: valor, unidad, bytes, marca (1 bueno, 4 malo, 9 falta), y de una falla qué hacer. Termina con 1 si hubo.
            I2C y 1-wire responden junto a un agente en marcha; una línea GPIO tiene un solo dueño: detenga vigia-edge.service.

              --node ARCHIVO    el archivo del nodo (/etc/vigia-edge/node.yaml)
              --live            preguntar con el intervalo de cada sensor hasta Ctrl-C
              --simulate        preguntar a sensores simulados, sin ningún aparato
              --world ARCHIVO   con --simulate: líneas heat=45, fault=none|unplugged|stuck|noise
            """;

    public override string SirenHelp =>
        """
            Uso: vigia-edge siren [opciones]

            Suena la sirena de un node.yaml, para oír que sirve: avise antes a los vecinos. Ctrl-C la calla enseguida.
            Una línea GPIO tiene un solo dueño: detenga antes vigia-edge.service.

              --node ARCHIVO    el archivo del nodo (/etc/vigia-edge/node.yaml)
              --for 2s          ese tiempo, a lo sumo el que permite node.yaml (2s)
              --off             sólo asegurar que calla: lo que la unidad ejecuta tras una caída
              --simulate        sin ningún aparato
            """;

    public override string CheckHelp =>
        """
            Uso: vigia-edge check [NODE.yaml...]

            Dice todo lo que los archivos tienen mal y termina con 1, o dice que están bien y termina con 0.
            Sin archivo revisa /etc/vigia-edge/node.yaml.
            """;

    public override string NeedsVerb =>
        "Diga qué hacer: run, simulate, sense, siren o check; vigia-edge --help explica más.";
    public override string NeedsNodeFile => "Diga qué nodo simular: vigia-edge simulate NODE.yaml";
    public override string OneLedgerForAll =>
        "--ledger necesita {node} en el nombre del archivo cuando hay varios nodos.";

    public override string UnknownWord(string word, string nearest) =>
        $"No conozco «{word}»." + (nearest.Length > 0 ? $" {DidYouMean(nearest)}" : "");

    public override string NeedsValue(string option) => $"{option} necesita un valor.";

    public override string SaidTwice(string option) => $"{option} está más de una vez.";

    public override string NotATime(string option, string value) =>
        $"{option}: «{value}» no es un tiempo; escriba 200ms, 5s, 10m o 1h.";

    public override string NotANumber(string option, string value, string allowed) =>
        $"{option}: «{value}» no es un número de {allowed}.";

    public override string NotOneOf(string option, string value, string allowed) =>
        $"{option}: «{value}» no es ninguno de {allowed}.";

    public override string NotTogether(string option, string other) => $"{option} no se puede usar junto con {other}.";

    public override string SameNodeTwice(string name) =>
        $"{name} está en dos de los archivos; un nodo puede correr una sola vez.";

    public override string InUse(string data) =>
        $"Otro vigia-edge ya trabaja con los datos de este nodo en {data}: deténgalo primero, o dé a éste otro --data.";

    public override string Failed(string reason) => $"vigia-edge tuvo que rendirse: {reason}";

    public override string Good(NodeConfig node) =>
        $"{node.Site}.{node.Node} está bien. Sensores: {node.Sensors.Count}; servidor: {node.Server.Host}:{node.Server.Port}."
        + (node.Siren is { } siren ? $" Sirena: {siren.Output}, {Amounts.Write(siren.Longest)} a lo sumo." : "");

    public override string NoSiren(string file) => $"{file} no tiene sirena.";

    public override string SirenSounds(SirenLine siren, TimeSpan span) =>
        $"La sirena ({siren.Output}) suena {Amounts.Write(span)}.";

    public override string SirenIsSilent(SirenLine siren) => $"La sirena ({siren.Output}) está callada.";

    public override string SirenFault(SirenLine siren, SensorFault fault, string reason) =>
        $"La sirena ({siren.Output}) no se puede accionar: {Advice(fault, SirenWiring)} ({reason})";

    public override string TooLong(string option, string value, string most) =>
        $"{option}: «{value}» es demasiado; {most} a lo sumo.";

    public override string Sampled(long packs, long held) => $"sampled {packs}, held {held}";

    public override string NeedsOption(string option, string other) => $"{option} es sólo para {other}.";

    public override string NoSuchSensor(string name, string known, string nearest) =>
        $"Ningún sensor ni punto se llama «{name}»; hay {known}."
        + (nearest.Length > 0 ? $" {DidYouMean(nearest)}" : "");

    public override string NothingYet(string sensor) => $"{sensor}: todavía nada; está despierto y no tiene valores.";

    public override string Flag(QartodFlag flag) =>
        flag switch
        {
            QartodFlag.Pass => "1 bueno",
            QartodFlag.NotEvaluated => "2 sin evaluar",
            QartodFlag.Suspect => "3 dudoso",
            QartodFlag.Fail => "4 malo",
            _ => "9 falta",
        };

    public override string Advice(SensorFault fault, Wiring wiring) =>
        (fault, wiring) switch
        {
            (SensorFault.NoAnswer, I2cWiring at) =>
                $"nadie contesta en 0x{at.Address:x2}: revise los cables y la dirección.",
            (SensorFault.NoAnswer, OneWireWiring) =>
                "nadie contesta: revise los tres cables, la resistencia de 4.7 kΩ y el número de la sonda.",
            (SensorFault.NoAnswer, _) => "no existe esa línea: revise el número de gpio.",
            (SensorFault.BadChecksum, _) => "lo que llegó está dañado: acorte el cable y aléjelo de motores.",
            (SensorFault.OutOfRange, _) => "dice lo que no puede medir: revise la escala y los cables, o cámbielo.",
            (SensorFault.BusStuck, _) => "SDA o SCL está retenida abajo: desconecte los sensores uno por uno.",
            (SensorFault.NoBus, I2cWiring) => "no hay tal bus, o falta permiso: dtparam=i2c_arm=on; grupo i2c.",
            (SensorFault.NoBus, OneWireWiring) => "el kernel no tiene 1-wire: dtoverlay=w1-gpio.",
            (SensorFault.NoBus, _) => "no hay tal gpiochip, o falta permiso: grupo gpio.",
            (SensorFault.TooSlow, _) => "tardó demasiado: revise la alimentación y los cables.",
            (SensorFault.BrokenWire, _) => "ese voltaje no es de este sensor: un cable está roto, o dos se tocan.",
            (SensorFault.PowerLost, _) => "perdió la alimentación: revise la fuente si se repite.",
            (SensorFault.LineTaken, _) => "otro programa tiene esta línea: systemctl stop vigia-edge, y otra vez.",
            _ => "el bus falló: pruebe otra vez, revise cables y alimentación.",
        };

    protected override string DidYouMean(string word) => $"¿Quiso decir «{word}»?";

    protected override string What(Finding finding) =>
        finding.Kind switch
        {
            FindingKind.NoSuchFile => $"no existe el archivo {finding.Value}.",
            FindingKind.Unreadable => $"no se puede leer {finding.Value}; mire sus permisos.",
            FindingKind.TooLarge => $"«{finding.Value}» es demasiado largo; {finding.Allowed} a lo sumo.",
            FindingKind.NotYaml => $"esto no es YAML que yo pueda leer. {finding.Value}",
            FindingKind.Missing => "falta.",
            FindingKind.UnknownKey => $"no conozco esta clave; aquí pueden estar {finding.Allowed}.",
            FindingKind.WrongShape => $"{Quoted(finding.Value)}tiene que ser {Name(finding.Shape)}.",
            FindingKind.OutOfRange => $"«{finding.Value}» está fuera de rango; se permite {finding.Allowed}.",
            FindingKind.BadName => $"«{finding.Value}» no es un nombre; se permite {finding.Allowed}.",
            FindingKind.UnknownWord => $"«{finding.Value}» no es ninguno de {finding.Allowed}.",
            FindingKind.Duplicate => $"«{finding.Value}» ya está ocupado.",
            FindingKind.UnknownPoint => $"ningún sensor tiene el punto «{finding.Value}»; hay {finding.Allowed}.",
            FindingKind.NeedsOneOf => $"aquí tiene que estar exactamente uno de {finding.Allowed}.",
            FindingKind.OpenToOthers => $"otros pueden leer {finding.Value}; ejecute: {finding.Allowed}",
            FindingKind.Empty => "no tiene contenido.",
            FindingKind.TooMany => $"{finding.Value} son demasiados; {finding.Allowed} a lo sumo.",
            _ => finding.Kind.ToString(),
        };

    protected override string What(WeatherFinding finding) =>
        finding.Flaw switch
        {
            WeatherFlaw.Unreadable => "este archivo no está o no se puede leer.",
            WeatherFlaw.TooLarge => $"este archivo es demasiado grande; {finding.Allowed} a lo sumo.",
            WeatherFlaw.Empty => "no tiene ninguna observación.",
            WeatherFlaw.NoColumn => $"el encabezado no tiene esta columna; tienen que estar {finding.Allowed}.",
            WeatherFlaw.TooFewColumns =>
                $"{finding.Value} columnas son muy pocas; el encabezado tiene {finding.Allowed}.",
            WeatherFlaw.NotANumber => $"«{finding.Value}» no es un número.",
            WeatherFlaw.OutOfRange => $"«{finding.Value}» está fuera de rango; se permite {finding.Allowed}.",
            WeatherFlaw.NotADate => $"«{finding.Value}» no es un día de ese mes.",
            WeatherFlaw.NotLater => $"«{finding.Value}» no es posterior a la línea de antes.",
            _ => finding.Flaw.ToString(),
        };

    private static string Quoted(string value) => value.Length > 0 ? $"«{value}» " : "";

    private static string Name(Shape shape) =>
        shape switch
        {
            Shape.WholeNumber => "un número entero",
            Shape.Number => "un número",
            Shape.TrueOrFalse => "true o false",
            Shape.Duration => "un tiempo como 500ms, 5s, 10m, 1h o 30d",
            Shape.Size => "un tamaño como 64MB",
            Shape.List => "una lista",
            Shape.Mapping => "claves con valores",
            _ => "un texto",
        };
}
