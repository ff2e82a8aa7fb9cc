using Vigia.Server.Nodes;

namespace Vigia.Server.Cli;

internal sealed class TextsEs : Texts
{
    public override string Help =>
        """
            vigia: recibe lo que dicen los nodos de la granja, no pierde nada y da las alarmas.

            Uso: vigia VERBO [opciones]

              demo             una granja con dos nodos simulados, sin instalar nada
              serve            el servicio
              check ARCHIVO    dice qué está mal en un archivo de granja
              node add NOMBRE  registra un nodo y escribe su node.yaml y su secreto
              rebuild influx   vuelve a escribir todo el libro en InfluxDB

            vigia VERBO --help dice más de cada uno. --version dice la versión.
            Toda opción puede estar en el entorno: --influx-db es VIGIA_INFLUX_DB.
            """;

    public override string ServeHelp =>
        """
            Uso: vigia serve [opciones]

              --data CARPETA         todo lo que guarda el servicio (root: /var/lib/vigia, otros: ~/.local/share/vigia)
              --site NOMBRE          nombre de la granja, al primer arranque (granja)
              --mqtt DIR:PUERTO      dónde se conectan los nodos, sin cifrar (127.0.0.1:1883); off: en ninguna parte
              --mqtts DIR:PUERTO     dónde se conectan con TLS; pide --tls-cert y --tls-key (archivos PEM)
              --broker HOST:PUERTO   usar este servidor MQTT en vez de escuchar
              --broker-user NOMBRE   usuario allí (SITIO.server); --broker-secret ARCHIVO tiene la clave
              --broker-ca ARCHIVO    hablar TLS con él; PEM de la autoridad
              --influx URL           escribir las lecturas en este InfluxDB, p. ej. http://127.0.0.1:8086
              --influx-db NOMBRE     base de datos allí (vigia)
              --influx-user NOMBRE   usuario allí; --influx-secret ARCHIVO tiene la clave
              --http DIR:PUERTO      la página, /healthz y /metrics (127.0.0.1:8080); off: en ninguna parte
              --reserve TAMAÑO       disco libre por debajo del cual no se guarda más (512MB)
              --clock CALIDAD        qué respalda el reloj de esta máquina: auto, none, rtc o ntp (auto)
              --clock-file ARCHIVO   una línea offset=SEGUNDOS corre el reloj, para pruebas
              --linger TIEMPO        cuánto espera una transacción por compañía: 50ms, en tarjeta SD 1s
            """;

    public override string DemoHelp =>
        """
            Uso: vigia demo [opciones]

              --mqtt DIR:PUERTO      dónde se conectan los nodos simulados (cualquier puerto libre)
              --http DIR:PUERTO      /healthz y /metrics (cualquier puerto libre)
              --influx URL           escribir también en este InfluxDB
              --influx-db NOMBRE     base de datos allí (vigia_demo)
              --for 30s              terminar sola

            Todo vive en una carpeta temporal nueva, que se borra al final. Ctrl-C la termina.
            """;

    public override string CheckHelp =>
        """
            Uso: vigia check [ARCHIVO]

            Lee un archivo de granja (farm.yaml de la carpeta presente, si no se nombra ninguno) y dice todo lo que está mal en él:
            archivo, línea, clave, valor y qué se permite. Termina con 0 si está bien, con 1 si no.
            """;

    public override string NodeHelp =>
        """
            Uso: vigia node add NOMBRE [opciones]

              --server HOST:PUERTO   dónde encuentra el nodo a este servidor; se escribe en node.yaml
              --out CARPETA          dónde se escriben node.yaml y node.secret (la carpeta presente)
              --zone NOMBRE          la zona donde está el nodo
              --data CARPETA         carpeta de datos del servidor
              --site NOMBRE          nombre de la granja, si el servidor nunca arrancó

            El servidor guarda solo un resumen del secreto. Agregar otra vez un nodo le da un secreto nuevo.
            """;

    public override string RebuildHelp =>
        """
            Uso: vigia rebuild influx [--data CARPETA]

            Vuelve a escribir cada fila del libro en InfluxDB. Lo que ya está queda como está.
            """;

    public override string NeedsVerb =>
        "Diga qué hacer: demo, serve, check, node add o rebuild influx; vigia --help dice más.";

    public override string UnknownWord(string word, string nearest) =>
        $"No conozco '{word}'." + (nearest.Length > 0 ? $" ¿Quiso decir {nearest}?" : "");

    public override string NeedsValue(string option) => $"{option} pide un valor.";

    public override string SaidTwice(string option) => $"{option} está más de una vez.";

    public override string NotAnAddress(string option, string value) =>
        $"{option}: '{value}' no es una dirección; escriba 127.0.0.1:1883.";

    public override string NotATime(string option, string value) =>
        $"{option}: '{value}' no es un tiempo; escriba 50ms, 1s o 10m.";

    public override string NotASize(string option, string value) =>
        $"{option}: '{value}' no es un tamaño; escriba 64MB o 2GB.";

    public override string NotOneOf(string option, string value, string allowed) =>
        $"{option}: '{value}' no es ninguno de {allowed}.";

    public override string NotAUrl(string option, string value) =>
        $"{option}: '{value}' no es la dirección de un InfluxDB; escriba http://127.0.0.1:8086.";

    public override string NotAName(string what, string value) =>
        $"{what}: '{value}' no es un nombre; use de 1 a 32 de a-z, 0-9 y -, y no 'server'.";

    public override string NeedsNode => "Diga qué nodo: vigia node add NOMBRE.";

    public override string NeedsServerAddress => "Diga dónde encuentra el nodo al servidor: --server HOST:PUERTO.";

    public override string NodeAdded(string node, string folder) =>
        $"{node} está registrado; {folder} tiene su node.yaml y su node.secret. Llévelos al nodo y no guarde el secreto en otra parte.";

    public override string FolderInUse(string folder) =>
        $"Otro vigia trabaja en {folder}: termínelo, o elija otra --data.";

    public override string CannotUse(string path, string reason) => $"No puedo usar {path}: {reason}";

    public override string PortTaken(string option, string address) =>
        $"{address} está ocupado por otro programa: elija otro con {option}.";

    public override string Identity(IdentityProblem problem, string detail) =>
        problem switch
        {
            IdentityProblem.OtherSite => $"Esta carpeta es del sitio '{detail}': quite --site, o elija otra --data.",
            IdentityProblem.MissingBesideLedger =>
                $"Hay un libro pero falta {detail}: recupérelo de un respaldo. Ningún nodo aceptaría una identidad nueva.",
            _ => $"{detail} está dañado: recupérelo de un respaldo.",
        };

    public override string FirstSignIn(string url) =>
        $"Nadie tiene contraseña todavía. Elija la primera aquí (vale una sola vez): {url}";

    public override string Failed(string reason) => $"vigia no pudo seguir: {reason}";

    public override string RebuildAsked => "El libro se está escribiendo otra vez en InfluxDB.";

    public override string RebuildProgress(long row, long of) => $"{row} de {of} filas";

    public override string RebuildDone(long rows) => $"Las {rows} filas están en InfluxDB.";

    public override string RebuildOffline =>
        "El servidor no está en marcha: escribirá todo el libro en InfluxDB cuando arranque.";

    public override string NoInflux => "Este servidor no escribe en ningún InfluxDB: arránquelo con --influx.";

    public override string NothingHere(string folder) => $"No hay ningún vigia en {folder}: diga --data.";

    public override string FarmFileRefused => "El archivo de la granja no sirve:";

    public override string FarmFileGood(string file, long zones, long nodes, long rules) =>
        $"{file}: bien: {Count(zones, "zona")}, {Count(nodes, "nodo")}, {Count(rules, "regla")}";

    public override string NoFarmFile(string file) => $"No hay {file}: diga qué archivo, vigia check ARCHIVO.";

    public override string DemoNeedsAgent(string path) =>
        $"El agente no está compilado: falta {path}. Ejecute: dotnet build edge/Agent";

    public override string DemoStarts(string mqtt, string http, string folder) =>
        $"""
            Vigía, una demostración: dos nodos de invernadero simulados, cada uno el agente que corre en una Raspberry Pi.
              los nodos se conectan a  mqtt://{mqtt}
              estado y cifras          http://{http}/healthz  http://{http}/metrics
              archivos                 {folder}
            Ctrl-C la termina.
            """;

    public override string DemoReading(string node, string text, string age) => $"{node}: {text}   hace {age}";

    public override string DemoEnds(long stored, long refused, long gaps) =>
        $"guardados {stored}, rechazados {refused}, perdidos {gaps}";

    private static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
