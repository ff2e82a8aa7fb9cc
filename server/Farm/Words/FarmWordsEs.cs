using Vigia.Server.Cli;
using Vigia.Server.Derive.Expressions;

namespace Vigia.Server.Farm.Words;

internal sealed class FarmWordsEs : FarmWords
{
    public static FarmWordsEs Instance { get; } = new();

    public override string DidYouMean(string word) => $" (¿quiso decir \"{word}\"?)";

    public override string UnknownKey(string key, string near, string known) =>
        $"\"{key}\" no es una clave{near}; conocidas: {known}";

    public override string KeysExpected(string keys) => $"aquí van claves con su valor: {keys}";

    public override string TooMany(int entries, int most) => $"{entries} entradas; se permiten hasta {most}";

    public override string ListExpected => "aquí va una lista, cada entrada empieza con \"- \"";

    public override string NamesExpected => "aquí van nombres, cada uno seguido de \": \"";

    public override string OneValueExpected => "aquí va un solo valor";

    public override string Missing(string key) => $"falta {key}";

    public override string Unknown(string value, string near, string known) => $"\"{value}\"{near}; conocidos: {known}";

    public override string NotAllowed(string value, string allowed, string near = "") =>
        $"\"{value}\"{near}; se permite: {allowed}";

    public override string TooLong(int letters, int most) => $"{letters} letras; se permiten hasta {most}";

    public override string Name(int most) => $"a-z, 0-9 y -, de 1 a {most} letras";

    public override string Point => "el nombre de un punto, sin espacios, hasta 64 letras";

    public override string Number => "un número, con punto para los decimales";

    public override string Between(string least, string most) => $"de {least} a {most}";

    public override string Span(string shortest, string longest) => $"de {shortest} a {longest}, en ms, s, m o h";

    public override string Offset => "de -12:00 a +14:00, como -04:00";

    public override string Hours => "dos horas del día, como 21:00-05:00";

    public override string HourOfDay => "una hora del día, como 06:30";

    public override string Date => "una fecha del calendario, como 2026-01-31";

    public override string Phone => "como +584140000000 o 0414-0000000";

    public override string TooLarge(long bytes) => $"pasa de {bytes} bytes";

    public override string NotYaml(string reason) => $"no es YAML: {reason}";

    public override string Warning(string words) => $"aviso: {words}";

    public override string SirenTaken(string node) => $"«{node}» ya tiene una sirena arriba; un nodo tiene una";

    public override string NoSirenFor(string zone) => $"ninguna sirena suena por un fuego en «{zone}»";

    public override string NodeTaken(string name) =>
        $"\"{name}\" ya es el nombre de un nodo; los nombres no se repiten";

    public override string ZoneTaken(string name) =>
        $"\"{name}\" ya es el nombre de una zona; los nombres no se repiten";

    public override string RuleTaken(string name) =>
        $"\"{name}\" ya es el nombre de una regla; los nombres no se repiten";

    public override string PersonTaken(string name) =>
        $"\"{name}\" ya es el nombre de una persona; los nombres no se repiten";

    public override string PhoneTaken(string other) => $"también es el número de {other}; no se sabría quién responde";

    public override string OwnRule(string name, string names) => $"\"{name}\" es un nombre propio de Vigía: {names}";

    public override string RuleOfKind(string name, string zone) =>
        $"\"{name}\" es una regla que la zona {zone} ya tiene por su tipo; cambie allí sus límites";

    public override string NoRuleOfKind(string name, string near, string known) =>
        $"\"{name}\" no es una regla de este tipo{near}; conocidas: {known}";

    public override string NoSettingOfKind(string name, string near, string known) =>
        $"\"{name}\" no es un ajuste de este tipo{near}; conocidos: {known}";

    public override string SeveralConditions(string names) =>
        names.Length == 0
            ? "esta regla tiene varias condiciones sin nombre; escríbala de nuevo en rules, con otro nombre"
            : $"esta regla tiene varias condiciones; escríbalo debajo de conditions: y el nombre de una: {names}";

    public override string NothingToChange(string key) => $"esta regla no tiene \"{key}\" que cambiar";

    public override string NeedsClear => "cambiado sin \"clear\"; diga también dónde termina";

    public override string NoSuchCondition(string name, string near, string known) =>
        $"\"{name}\" no es una condición de esta regla{near}; conocidas: {known}";

    public override string NoRuleOfPoint(string rule, string point, string zone, string near, string known) =>
        $"\"{rule}\" no es una regla que mire {point} en la zona {zone}{near}; conocidas: {known}";

    public override string RuleNotOfPoint(string rule, string point, string points) =>
        $"la regla {rule} no mira {point}, sino {points}";

    public override string KindTaken(string name) => $"\"{name}\" es un tipo propio de Vigía; póngale otro nombre";

    public override string NoPoint(string formula) => $"\"{formula}\" no usa ningún punto; nunca se diría";

    public override string NoValue(string expression) => $"\"{expression}\" no tiene valor";

    public override string WrongExpression(string expression, ExpressionError error, string names) =>
        $"\"{expression}\": {ExpressionWords.Of(error, new TextsEs())} Existen: {(names.Length == 0 ? "ningún nombre" : names)}";

    public override string ChannelTaken(string name) =>
        $"\"{name}\" ya es el nombre de un canal de arriba; cada uno tiene el suyo";

    public override string ChannelOfVigia(string name) =>
        $"\"{name}\" ya lo mide o lo deriva Vigía; póngale otro nombre";

    public override string NoChannel(string name, string near, string known) =>
        $"\"{name}\" no se puede derivar{near}; conocidas: {known}";

    public override string OwnNeighbour => "una zona no es vecina de sí misma";

    public override string FedByItself => "una zona no se alimenta de sí misma";

    public override string OwnParent => "una regla no se explica por sí misma";

    public override string OneSidedNeighbour(string zone, string other) =>
        $"{other} no nombra a {zone} como vecina; lo que se ve cuenta de un solo lado";

    public override string RotaEndsBeforeItBegins(string from) =>
        $"antes de from ({from}); se permite: desde {from} en adelante";

    public override string NotInRole(string person, string role) => $"\"{person}\" no está en el rol {role}";

    public override string FewInRole(string role, int people) =>
        $"{people} en el rol {role}; con menos de dos no hay quien supla al que no responde";

    public override string NobodyInRole(string role, string kind) =>
        $"nadie tiene el rol {role}, que responde por una zona de tipo {kind}";

    public override string LongPlace(string text, int septets, int most) =>
        $"\"{text}\" ocupa {septets} letras de un mensaje; se permiten hasta {most}";

    public override string LongTitle(string rule, string zone, string language) =>
        $"el título de la regla {rule} en la zona {zone} no cabe en un mensaje ({language}); acorte uno de los dos";

    public override string LongLandmark(string rule, string zone, string language) =>
        $"la seña de la zona {zone} no cabe en un mensaje de la regla {rule} ({language}); acorte la seña (landmark) o uno de los títulos";

    public override string LongAdvice(string rule, string zone, string language) =>
        $"lo que hay que hacer según la regla {rule} no cabe en un mensaje sobre la zona {zone} ({language}) y allí se omite";

    public override string OtherSite(string site, string running) =>
        $"\"{site}\"; este servicio es del sitio {running}, que solo cambia con otra carpeta de datos";

    public override string OneOfThese(IReadOnlyList<string> keys) => $"falta; una de {string.Join(", ", keys)}";

    public override string NotBeside(string other, IReadOnlyList<string> keys) =>
        $"está junto a {other}; solo una de {string.Join(", ", keys)}";

    public override string WrongBand(double low, double high) => $"{low} no es menor que high ({high})";

    public override string TooDeep(int most) => $"está demasiado adentro; se permiten {most} niveles de any, all y not";

    public override string DayOfYear => "un día del año, como 12-01";

    public override string RunsNeedWhile => "las marchas las dice \"while\", que falta";

    public override string WrongClear(double clear, string side, double raise) =>
        side == "above"
            ? $"{clear} es mayor que above ({raise}); se permite: hasta {raise}"
            : $"{clear} es menor que below ({raise}); se permite: desde {raise}";
}
