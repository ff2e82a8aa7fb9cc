using Vigia.Server.Alerts;
using Vigia.Server.Nodes;

namespace Vigia.Server.Cli;

internal sealed partial class TextsEs : Texts
{
    internal override Language Language => Language.Spanish;

    public override string Help =>
        """
            vigia: recibe lo que dicen los nodos de la granja, no pierde nada y da las alarmas.

            Uso: vigia VERBO [opciones]

              demo             una granja simulada entera con su página, sin instalar nada
              serve            el servicio
              check ARCHIVO    dice qué está mal en un archivo de granja
              maintenance begin LUGAR   trabajo en una zona o un nodo: por un rato no da alarmas
              burn begin ZONA  alguien quema allí a propósito: no se llama a la brigada por ello
              sms status|send|in   la vía de los mensajes a los teléfonos: cómo está, probarla, lo que llegó
              alerts           las alertas que hay y hubo, qué pasó con cada una; ack, snooze, note, false, close: lo que usted dice
              user add NOMBRE  dar una cuenta de la página; además: user role, password, remove, list
              drill fire       un simulacro de incendio por todo el camino, con el tiempo de cada paso
              people           quién tiene la guardia y cuántos mensajes quedan
              node add NOMBRE  registra un nodo y escribe su node.yaml y su secreto
              rebuild influx   vuelve a escribir todo el libro en InfluxDB
              derive CANAL     calcula sobre una tabla lo que ningún sensor mide: vpd, et0, gfwi ...
              qc               marca lo que está mal en una columna de una tabla (QARTOD)
              replay [REGLA]   lo que las reglas habrían hecho sobre lo guardado o una tabla
              report           una hoja para la asamblea: alertas, respuestas, agua, luz, nodos

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
              --https DIR:PUERTO     la página, cifrada, con --tls-cert y --tls-key; desde entonces --http sólo deja leer a otras
                                     máquinas, con un enlace de quiosco. --tls-ca ARCHIVO: la autoridad, para los teléfonos
              --reserve TAMAÑO       disco libre por debajo del cual no se guarda más (512MB)
              --clock CALIDAD        qué respalda el reloj de esta máquina: auto, none, rtc o ntp (auto)
              --clock-file ARCHIVO   una línea offset=SEGUNDOS corre el reloj, para pruebas
              --linger TIEMPO        cuánto espera una transacción por compañía: 50ms, en tarjeta SD 1s
              --sms VÍA              por dónde salen: smstools[:CARPETA], kannel:URL, smsgate:URL, twilio[:URL], template:ARCHIVO, dry
              --sms-secret ARCHIVO   usuario:clave para ella, en una línea; --sms-from NÚMERO es el propio (kannel, twilio)
              --sms-second VÍA       recibe lo que la primera no envió en 60 s; --sms-second-secret ARCHIVO
              --sms-to NÚMERO,...    teléfonos que reciben cada mensaje, además de la gente del archivo de la granja
            """;

    public override string DemoHelp =>
        """
            Uso: vigia demo [ESCENARIO] [opciones]

            Una granja entera de nueve nodos simulados, cada uno el agente que corre en una Raspberry Pi, con su servidor y su página.

              calm         un día como cualquiera (si no se dice otro)
              fire         un incendio de sabana va de un puesto a otro
              drought      falla el riego de un invernadero
              dry-pump     la bomba trabaja en seco
              barn-fan     se para el ventilador de la porqueriza
              dead-node    el nodo del galpón se queda sin corriente para siempre
              power-cut    se va la luz seis minutos

              --scenario NOMBRE      lo mismo que ESCENARIO
              --speed N              el tiempo de la granja corre N veces más rápido, de 1 a 1000 (1); protocolo y discos, no
              --for 30s              terminar sola: tanto tiempo del reloj de esta máquina se mide, luego 10 s como mucho para
                                     traer lo que los nodos tienen todavía; después cuenta y termina (vea abajo)
              --weather ARCHIVO      observaciones por hora en CSV: columnas yr, mon, day, hr, temp, rh, prec y, si se sabe, ws
              --electronics ARCHIVO  ruido, deriva y fallas de las placas simuladas, en YAML
              --seed N               otro número da otro tiempo y otras fallas (1)
              --http DIR:PUERTO      la página, /healthz y /metrics (127.0.0.1:8080); puerto 0: cualquiera libre
              --mqtt DIR:PUERTO      dónde se conectan los nodos (127.0.0.1:1883); puerto 0: cualquiera libre
              --influx URL           escribir también en este InfluxDB
              --influx-db NOMBRE     base de datos allí (vigia_demo)
              --farm ARCHIVO         otro archivo de granja sobre los mismos nodos
              --sms VÍA              mandar los mensajes de verdad, p. ej. smstools:CARPETA; los números de fábrica no son de nadie
              --sms-secret ARCHIVO   usuario:clave para ella
              --keep CARPETA         guardar todos los archivos en esta carpeta nueva

            Sin --keep todo vive en una carpeta temporal nueva, que se borra al final. Ctrl-C la termina.
            Con --for la última línea es "sampled N, stored N, lost N, refused N, alarms N, messages N" (medidos, guardados,
            perdidos, rechazados, alarmas, mensajes). Cuenta paquetes de lecturas por su identidad (nodo, arranque, número), en
            las listas de los nodos y en los almacenes; el código de salida es 1 si se perdió alguno.
            """;

    public override string CheckHelp =>
        """
            Uso: vigia check [ARCHIVO]
                 vigia check --schema > farm.schema.json

            Lee un archivo de granja (farm.yaml de la carpeta presente, si no se nombra ninguno) y dice todo lo que está mal en él:
            archivo, línea, clave, valor y qué se permite. Termina con 0 si está bien, con 1 si no; los avisos no cambian eso.

              --schema            escribe el JSON Schema del archivo, para que un editor complete y revise mientras se escribe
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

    public override string MaintenanceHelp =>
        """
            Uso: vigia maintenance begin LUGAR [--for T] [--reason PALABRAS] [--data CARPETA]
                 vigia maintenance end LUGAR [--data CARPETA]

            Alguien trabaja en una zona o en un nodo: lo que se mide allí no da alarmas. Termina solo.

              --for T             por cuánto tiempo: de 1m a 72h (1h)
              --reason PALABRAS   por qué, para quien mira la página
              --data CARPETA      la carpeta de datos del servidor que está en marcha
            """;

    public override string NeedsVerb =>
        "Diga qué hacer: demo, serve, check, maintenance begin, maintenance end, burn begin, burn end, alerts, node add, rebuild influx, derive, qc, replay o report; vigia --help dice más.";

    public override string UnknownWord(string word, string nearest) =>
        $"No conozco '{word}'." + (nearest.Length > 0 ? $" ¿Quiso decir {nearest}?" : "");

    public override string NeedsValue(string option) => $"{option} pide un valor.";

    public override string SaidTwice(string option) => $"{option} está más de una vez.";

    public override string NotAnAddress(string option, string value) =>
        $"{option}: '{value}' no es una dirección; escriba 127.0.0.1:1883.";

    public override string NotATime(string option, string value) =>
        $"{option}: '{value}' no es un tiempo; escriba 50ms, 1s, 10m o 7d.";

    public override string NotASize(string option, string value) =>
        $"{option}: '{value}' no es un tamaño; escriba 64MB o 2GB.";

    public override string NotANumber(string option, string value, string range) =>
        $"{option}: '{value}' no es un número de {range}.";

    public override string NotOneOf(string option, string value, string allowed) =>
        $"{option}: '{value}' no es ninguno de {allowed}.";

    public override string NotAPhone(string option, string value) =>
        $"{option} {value}: no es un teléfono; así se escribe: +58 414-1234567 o 0414-1234567";

    public override string NotAUrl(string option, string value) =>
        $"{option}: '{value}' no es la dirección de un InfluxDB; escriba http://127.0.0.1:8086.";

    public override string NotAName(string what, string value) =>
        $"{what}: '{value}' no es un nombre; use de 1 a 32 de a-z, 0-9 y -, y no 'server'.";

    public override string NeedsNode => "Diga qué nodo: vigia node add NOMBRE.";

    public override string NeedsServerAddress => "Diga dónde encuentra el nodo al servidor: --server HOST:PUERTO.";

    public override string NodeAdded(string node, string folder) =>
        $"{node} está registrado; {folder} tiene su node.yaml y su node.secret. Llévelos al nodo y no guarde el secreto en otra parte.";

    public override string NoSuchFile(string option, string file) => $"{option}: no hay ningún archivo {file}.";

    public override string FolderNotEmpty(string option, string folder) =>
        $"{option}: {folder} no está vacía; diga una carpeta nueva.";

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

    public override string Tls(TlsProblem problem, string file, string detail) =>
        problem switch
        {
            TlsProblem.CannotRead => $"No se puede leer {file}: {detail}",
            TlsProblem.NoCertificate => $"{file} no tiene ningún certificado en PEM.",
            TlsProblem.NotItsKey => $"{file} no es la clave del certificado: {detail}",
            _ => $"{file} no firmó el certificado del servidor: los teléfonos que confían en él no confiarían en éste.",
        };

    public override string FarmCa(string fingerprint) =>
        $"Los teléfonos bajan el certificado de la granja de {Live.PageEncryption.CaPath}; su huella SHA-256, para comparar: {fingerprint}";

    public override string PageInTheClear(string address) =>
        $"La página está en {address} sin cifrar: quien esté en esa red puede leer las contraseñas. Vea --https.";

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

    public override string NeedsPlace => "Diga qué zona o nodo: vigia maintenance begin LUGAR.";

    public override string NoServer(string folder) =>
        $"No hay ningún servidor en marcha en {folder}: arránquelo, o diga --data.";

    public override string NoSuchPlace(string place, string nearest) =>
        $"La granja no tiene zona ni nodo {place}." + (nearest.Length > 0 ? $" ¿Quiso decir {nearest}?" : "");

    public override string MaintenanceBegun(string place, string until) =>
        $"{place}: en mantenimiento hasta {until}; lo que se mida allí no da alarmas.";

    public override string MaintenanceEnded(string place) => $"{place}: terminó el mantenimiento; alarmas como antes.";

    public override string MaintenanceRefused(string place, MaintenanceAnswer why) =>
        why switch
        {
            MaintenanceAnswer.BadSpan => "--for: se permite de 1m a 72h.",
            MaintenanceAnswer.TooMany =>
                $"Ya hay tantos lugares en mantenimiento como se puede ({MaintenanceBook.Max}).",
            MaintenanceAnswer.NotUnder => $"{place} no está en mantenimiento.",
            _ => "No se pudo guardar: pruebe otra vez.",
        };

    public override string DemoNeedsAgent(string path) =>
        $"El agente no está compilado: falta {path}. Ejecute: dotnet build edge/Agent";

    public override string DemoBegins(string http, string mqtt, string folder) =>
        $"""
            Vigía, una demostración: una granja de nueve nodos simulados, cada uno el agente que corre en una Raspberry Pi.
              la página                http://{http}/
              los nodos se conectan a  mqtt://{mqtt}
              archivos                 {folder}   Ctrl-C la termina
            """;

    public override string DemoSignIn(string name, string password) =>
        $"  entre como               {name}   clave {password}";

    public override string DemoScenario(string name, string title) => $"Escenario {name}: {title}.";

    public override string DemoWillHappen(string time, string what) => $"  a las {time} {what}";

    public override string DemoRaised(string code, string place, string what) => $"ALERTA {code}  {place}: {what}";

    public override string DemoAcknowledged(string code, string place, string what) =>
        $"vista {code}   {place}: {what}";

    public override string DemoCleared(string code, string place, string what) => $"fin de {code}  {place}: {what}";

    public override string DemoState(long stored, long heard, long nodes, long open) =>
        $"paquetes guardados: {stored}, nodos que se oyen: {heard} de {nodes}, alertas abiertas: {open}";

    public override string DemoAgentDied(long code, string words) =>
        $"El programa de los nodos terminó sin que nadie lo pidiera, con el código {code}: {words}";

    private static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
