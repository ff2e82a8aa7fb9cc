using Vigia.Server.Alerts;
using Vigia.Server.Nodes;

namespace Vigia.Server.Cli;

/// <summary>Of the verbs over tables and records: derive, qc, replay.</summary>
internal sealed partial class TextsEs
{
    public override string DeriveHelp(string channels) =>
        $"""
            Uso: vigia derive CANAL --csv ARCHIVO [opciones]
                 vigia derive "= EXPRESIÓN" --csv ARCHIVO [opciones]

              --csv ARCHIVO          la tabla; - es la entrada estándar. Su primera línea nombra las columnas
              --out ARCHIVO          adónde va la tabla con sus columnas nuevas (salida estándar)
              --set NOMBRE=NÚMERO,... entradas que ninguna columna tiene; ganan a las columnas
              --as NOMBRE            cómo se llama la columna de una expresión (value)

            Una fila es un paso: de una hora para los canales de fuego, de un día para et0 y depletion. Una columna
            time, timestamp o date (2026-03-01T13:00) da yr, mon, day, hr y day_of_year donde no son columnas.
            Una columna nueva cuyo nombre la tabla ya tiene termina en _derived. Las celdas sin medir y los valores sin
            definir quedan vacíos. Lo que no es un número se dice con línea y columna, queda vacío, y el código es 1.

            Una expresión tiene + - * / ^, < <= > >= == != (1 o 0), min max if exp ln sqrt pow abs, columnas y canales:
            "= if(temperature - dew_point < 1.5, 1, 0)". Otros nombres van entre corchetes: [soil_moisture-1].

            Canales (> lo que sale; cada salida se puede pedir sola. < lo que entra, entre corchetes lo que tiene valor por defecto):
            {channels}
            """;

    public override string AsBefore => "lo mismo";

    public override string QcHelp =>
        """
            Uso: vigia qc --csv ARCHIVO --column NOMBRE [opciones]

              --csv ARCHIVO          la tabla; - es la entrada estándar. Su primera línea nombra las columnas
              --out ARCHIVO          adónde va la tabla con sus marcas (salida estándar)
              --column NOMBRE        de quién se juzgan los valores
              --test PRUEBA,...      gross-range, spike, rate, flat-line (todas las que tienen límites)
              --limits LÍMITE,...    en vez de los de siempre: fail=-40..85,suspect=5..50,spike=2/5,rate=3,flat=0.05/2h/6h
              --every TIEMPO         de fila a fila, si la tabla no tiene columna time, ni yr, mon, day, hr: 15m

            fail y suspect: desde..hasta. spike: sospecha/falla. rate: lo más por minuto. flat: tolerancia/sospecha tras/falla tras.
            Temperature, humidity, soil_moisture, co2, wind_speed, rain, level y air_pressure tienen límites de siempre.
            Las marcas son las de QARTOD: 1 bien, 2 sin evaluar, 3 sospecha, 4 falla, 9 falta; NOMBRE_flag es la peor de la fila.
            Lo que no es un número se dice con línea y columna, cuenta como que falta, y el código es 1.
            """;

    public override string NeedsCsv => "Diga qué tabla: --csv ARCHIVO, o --csv - para la entrada estándar.";

    public override string NoTable(string path) =>
        $"{path} no es una tabla: su primera línea debe nombrar las columnas.";

    public override string LineTooLong(long line, long most) =>
        $"La línea {line} tiene más de {most} letras; nada de lo que sigue se leyó.";

    public override string NeedsChannel =>
        "Diga qué canal: vigia derive CANAL --csv ARCHIVO; vigia derive --help los enumera.";

    public override string UnknownChannel(string channel, string nearest) =>
        $"No conozco el canal '{channel}'." + Perhaps(nearest) + " vigia derive --help los enumera.";

    public override string NoSuchInput(string channel, string input, string inputs) =>
        $"--set: {channel} no tiene ninguna entrada '{input}'; tiene {inputs}.";

    public override string NotASetting(string setting) =>
        $"--set: '{setting}' no es un ajuste; escriba percent_cured=90,timezone=-4, cada nombre una vez.";

    public override string MissingColumn(string channel, string names, string input, string columns) =>
        $"{channel} necesita una columna {names}, o --set {input}=NÚMERO; la tabla tiene {columns}.";

    public override string WrongWidth(long line, long cells, long columns) =>
        $"línea {line}: {cells} celdas donde el encabezado tiene {columns}";

    public override string NoNumber(long line, string column, string cell) =>
        $"línea {line}, columna {column}: '{cell}' no es un número";

    public override string NoTime(long line) => $"línea {line}: su hora no se puede leer";

    public override string BadCellsCounted(long bad, long rows) =>
        $"{bad} fallas en {rows} filas; lo que no se pudo calcular quedó vacío.";

    public override string RowsWithoutValue(long empty, long rows) =>
        $"{empty} de {rows} filas no tienen valor: sin medir, o sin definir.";

    public override string RowsRead(long rows) => $"{rows} filas";

    public override string NeedsColumn(string columns) =>
        $"Diga qué columna: --column NOMBRE; la tabla tiene {columns}.";

    public override string NoSuchColumn(string column, string columns) =>
        $"La tabla no tiene columna '{column}'; tiene {columns}.";

    public override string NotLimits(string limits, string example) =>
        $"--limits: '{limits}' no es un límite; escriba {example}.";

    public override string NoLimits(string what, string example) =>
        $"No hay límites para {what}: diga --limits {example}.";

    public override string NeedsTime =>
        "La tabla no tiene horas: necesita una columna time, o yr, mon, day y hr, o diga --every 15m.";

    public override string ExpressionTooLong(long most) => $"La expresión tiene más de {most} letras.";

    public override string ExpressionTooDeep(long position, long most) =>
        $"Letra {position}: más de {most} paréntesis, llamadas y signos uno dentro de otro.";

    public override string ExpressionUnexpected(long position, string found, string expected) =>
        $"Letra {position}: {found} donde debería estar {expected}.";

    public override string ExpressionName(long position, string name, string nearest) =>
        $"Letra {position}: no hay ningún '{name}'." + Perhaps(nearest);

    public override string ExpressionFunction(long position, string name, string nearest) =>
        $"Letra {position}: no hay ninguna función {name}." + Perhaps(nearest);

    public override string ExpressionArguments(long position, string function, string count) =>
        $"Letra {position}: {function} toma {count} valores.";

    public override string ExpressionNumber(long position, string number) =>
        $"Letra {position}: '{number}' no es un número.";

    public override string ReplayHelp =>
        """
            Uso: vigia replay [REGLA] --days N | --csv ARCHIVO [opciones]

            Dice qué habrían hecho las reglas: cada alarma con su hora, cuánto duró y sus mensajes; cuántos SMS a quién, si nadie
            responde; y de un archivo nuevo qué cambia frente al actual: alarmas nuevas, que ya no están, más largas. No cambia
            ni envía nada.

              REGLA                  solo las alarmas de esta regla; también silence y link
              --days N               sobre los últimos N días guardados, 0.01 a 3650; el servicio puede estar andando
              --csv ARCHIVO          sobre una tabla con columnas time, node, point, value y, si se sabe, unit; - es la entrada
                                     estándar. Una hora sin zona es del reloj de la granja. Ahí no se juzga el silencio
              --farm ARCHIVO         con este archivo de la granja (el farm.yaml de la carpeta de datos), comparado con aquel
              --data DIR             carpeta de datos del servicio
              --speed N              cuántas veces más rápido corría el tiempo cuando se guardó: el de una demo (1)

            De un nodo se sabe por sus paquetes: un rato con el servicio apagado parece un corte. De cada lugar se sabe y se respeta el
            último mantenimiento; lo anterior se juzga como si nadie trabajara allí.

            La última línea es "rows N, alarms N, standing N, messages N, texts N, people N", y de una comparación la anterior es
            "same N, added N, gone N, longer N, shorter N, worse N, milder N": iguales en todo idioma. Termina con 0, haya alarmas
            o no; con 1 si algo no se pudo leer.
            """;

    public override string NeedsDaysOrCsv => "Diga sobre qué: --days 7 o --csv ARCHIVO, uno de los dos.";

    public override string NothingStored => "El libro está vacío: no hay nada que repetir.";

    public override string NoSuchRule(string rule, string known) => $"No hay regla '{rule}'; hay {known}.";

    public override string NoSuchPoint(long line, string name) =>
        $"línea {line}: '{name}' no es un nodo y un punto; los nombres llevan letras, cifras y -";

    public override string ReplayStands(string length) => $"{length}, sigue";

    public override string ReplayCalled(long texts, long people, string each) =>
        $"SMS, si nadie responde: {texts} a {people} personas ({each}).";

    public override string ReplayAgainst(string file) => $"Comparado con {file}:";

    public override string ReplayNotCompared(string file) =>
        $"Sin comparar con {file}: no se puede leer, o la tabla se lee una sola vez.";

    public override string ReplayNew => "nueva";

    public override string ReplayGone => "ya no";

    public override string ReplayLonger(string before) => $"más larga (antes {before})";

    public override string ReplayShorter(string before) => $"más corta (antes {before})";

    public override string ReplayWorse(string before) => $"más grave (antes {before})";

    public override string ReplayMilder(string before) => $"más leve (antes {before})";

    public override string TheEnd => "el final";

    public override string ExpectedValue => "un número, un nombre o '('";

    public override string ExpectedOperator => "uno de + - * / ^ < > == o el final";

    private static string Perhaps(string nearest) => nearest.Length > 0 ? $" ¿Quiso decir {nearest}?" : "";
}
