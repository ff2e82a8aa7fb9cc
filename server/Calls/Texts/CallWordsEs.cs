using Vigia.Server.Calls.Replies;
using Vigia.Server.Farm;

namespace Vigia.Server.Calls.Texts;

internal sealed class CallWordsEs : CallWords
{
    public static CallWordsEs Instance { get; } = new();

    public override string Deputy => "NADIE RESPONDE. ";

    public override string Worse => "PEOR. ";

    public override string Reminder(int number) => $"AVISO {number + 1}. ";

    public override string AllClear(string code, string clock) => $"FIN de la alerta {code}, a las {clock}. Gracias.";

    public override string Coming(int people) => people == 1 ? "Va 1: " : $"Van {people}: ";

    public override string AndOthers(int people) => $" y {people} más";

    public override string ManyAlerts(int alerts) => $"{alerts} alertas en ";

    public override string SomeOver(int alerts) => $"{alerts} ya terminaron";

    public override string LookAtPage => "Mire la página.";

    public override string Digest(string clock) => $"Resumen de las {clock}: ";

    public override string Low(int alerts) => alerts == 1 ? "1 aviso en " : $"{alerts} avisos en ";

    public override string HeldBack(int texts) => $"{texts} sin enviar en su momento";

    public override string Late(int findings) => findings == 1 ? "1 hallazgo tardío" : $"{findings} hallazgos tardíos";

    public override string HandOver(string roles, string until) => $"Le toca la guardia de {roles} hasta {until}.";

    public override string DeputyIs(string person) => $"Suplente: {person}.";

    public override string OpenNow(int alerts) => alerts == 0 ? "Nada abierto." : $"Abiertas: {alerts}. Pida LISTA.";

    public override string HandedOver(string roles, string person) =>
        $"Termina su guardia de {roles}. Sigue {person}. Gracias.";

    public override string Alive(string farm, int alerts) =>
        alerts == 0 ? $"{farm}: Vigía vive. Nada abierto." : $"{farm}: Vigía vive. Abiertas: {alerts}.";

    public override string Role(string role) =>
        role switch
        {
            Roles.Brigade => "brigada",
            "greenhouse" => "invernadero",
            "pig-barn" => "cochinera",
            "pump" => "bomba",
            "warehouse" => "depósito",
            Roles.Technician => "técnico",
            Roles.Coordinator => "coordinación",
            _ => role,
        };

    public override string HelpText =>
        "SI/VOY: me encargo. OK: enterado. NO: no puedo. FIN: terminó. FALSA. Con código: SI A17. LISTA, ESTADO, ALTA, FUEGO lugar.";

    public override string NotUnderstood =>
        "No entendí. Responda SI, VOY o NO con el código. Para cerrar, solo FIN y el código. Pida AYUDA.";

    public override string NothingOpen => "No hay nada abierto.";

    public override string WhichOne(ReplyWord word) => $"¿Cuál? Responda {Typed(word)} con su código: ";

    public override string NoSuchCode(string code) => $"No hay alerta {code}. Pida LISTA.";

    public override string AlreadyOver(string code) => $"La alerta {code} ya terminó.";

    public override string OnlyTheChief(string word, string code, string chief) =>
        $"{word} {code} solo lo puede decir quien manda: {chief}.";

    public override string SaysFalse(string person, string code) =>
        $"{person} dice que {code} es falsa. Si es así, responda FALSA {code}.";

    public override string TryAgain => "Ahora no se pudo anotar. Mande lo mismo en un minuto.";

    public override string Closed(string code) => $"Anotado: {code} terminó. Se avisa a todos.";

    public override string Status(int open, int texts) => $"Abiertas: {open}. Le quedan {texts} mensajes hoy.";

    public override string YourDuties(string roles) => $"Tiene la guardia de {roles}.";

    public override string NoDuty(string roles) =>
        roles.Length == 0 ? "No está en ningún rol." : $"Hoy sin guardia. Para entrar responda ALTA y el rol: {roles}.";

    public override string Joined(string role, string until) => $"Entró a la guardia de {role} hasta {until}.";

    public override string NoSuchRole(string roles) => $"Responda ALTA y su rol: {roles}.";

    public override string FireTaken(string place) => $"FUEGO en {place} anotado. Se llama a la brigada.";

    public override string WhichPlace(string places) => $"¿Dónde? Responda FUEGO y el lugar: {places}.";

    public override string Typed(ReplyWord word) =>
        word switch
        {
            ReplyWord.Yes => "SI",
            ReplyWord.Ok => "OK",
            ReplyWord.Coming => "VOY",
            ReplyWord.No => "NO",
            ReplyWord.End => "FIN",
            ReplyWord.False => "FALSA",
            ReplyWord.List => "LISTA",
            ReplyWord.Status => "ESTADO",
            ReplyWord.Help => "AYUDA",
            ReplyWord.Join => "ALTA",
            _ => "FUEGO",
        };
}
