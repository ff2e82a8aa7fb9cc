using Vigia.Server.Calls.Texts;

namespace Vigia.Server.Cli;

/// <summary>De la gente a la que se llama.</summary>
internal sealed partial class TextsEs
{
    public override string PeopleHelp =>
        """
            Uso: vigia people [opciones]

            Dice quién tiene la guardia de cada rol ahora, en el orden en que se llama, cuánto tarda el módem en avisarles a todos, y
            cuántos mensajes le quedan hoy a cada quien. Lo pregunta al servicio que está andando en esta máquina.

              --data CARPETA         la carpeta de datos del servicio

            Lo que la gente puede responder a un mensaje: SI, VOY, OK, NO, FIN, FALSA, con el código si hay varias alertas (SI A17);
            y LISTA, ESTADO, AYUDA, ALTA, FUEGO y un lugar. ALTA dice qué guardia tiene uno; ALTA y su rol lo suma a la guardia hasta
            que cambie. A un número que no está en el archivo de la granja nunca se le contesta.
            """;

    public override string DemoTold(string person, string text) => $"SMS        a {person}: {text}";

    public override string DemoRung(string person) => $"llamada    a {person}, 20 s";

    public override string DemoNoSiren => "sirena     nadie responde, y no hay sirena que el servicio pueda prender";

    public override string DemoSirenQuiet => "sirena     puede callar";

    public override string DemoSiren(string outcome) => $"sirena     nadie responde: que suene {outcome}".TrimEnd();

    public override string DutyNow(string role, string first, string others, string people, string seconds) =>
        $"{CallWordsEs.Instance.Role(role), -14} {first}{(others.Length > 0 ? ", luego " : "")}{others}  (avisados {people} en {seconds} s)";

    public override string TextsLeft(string person, string left, string of) =>
        $"{person, -24} le quedan {left} de {of} mensajes hoy";

    public override string SimLeft(string left, string of) => $"{"la SIM", -24} le quedan {left} de {of} mensajes hoy";
}
