using Vigia.Server.Alerts;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Cli;

/// <summary>What <c>vigia burn</c> says, one class a language.</summary>
internal abstract class BurnTexts
{
    public static BurnTexts Of(Texts texts) =>
        texts.Language == Language.Spanish ? new BurnTextsEs() : new BurnTextsEn();

    public abstract string Help { get; }
    public abstract string NeedsZone { get; }
    public abstract string NeedsEnd { get; }
    public abstract string Begun(string zone, string until);
    public abstract string Ended(string zone);
    public abstract string Refused(string zone, WordAnswer why);
}

internal sealed class BurnTextsEn : BurnTexts
{
    public override string Help =>
        """
            Usage: vigia burn begin ZONE --for T [--data DIR]
                   vigia burn end ZONE [--data DIR]

            Somebody burns at a zone on purpose. A fire there is shown as controlled and told to who has the duty, not to the
            brigade; unless a person says that it burns, or a neighbouring zone sees it too. It ends by itself.

              --for T      how long: 10m to 24h
              --data DIR   the running server's data folder
            """;

    public override string NeedsZone => "Say which zone: vigia burn begin ZONE --for 4h.";
    public override string NeedsEnd => "--for is missing: a burn has an end, 10m to 24h from now.";

    public override string Begun(string zone, string until) =>
        $"{zone}: a burn is declared until {until}; the brigade is not called for it.";

    public override string Ended(string zone) => $"{zone}: no burn any more; a fire there is a fire.";

    public override string Refused(string zone, WordAnswer why) =>
        why switch
        {
            WordAnswer.BadSpan => "--for: allowed 10m to 24h.",
            WordAnswer.NoBurn => $"No burn is declared at {zone}.",
            WordAnswer.NoName => "Nobody is named who declares it: USER is empty.",
            WordAnswer.NotStored => "It could not be stored; try again.",
            _ => $"{zone}: refused ({why}).",
        };
}

internal sealed class BurnTextsEs : BurnTexts
{
    public override string Help =>
        """
            Uso: vigia burn begin ZONA --for T [--data CARPETA]
                 vigia burn end ZONA [--data CARPETA]

            Alguien quema en una zona a propósito. Un fuego allí se muestra como controlado y se avisa a quien está de guardia, no a
            la brigada; salvo que una persona diga que arde o que una zona vecina lo vea también. Termina solo.

              --for T          por cuánto tiempo: de 10m a 24h
              --data CARPETA   la carpeta de datos del servidor en marcha
            """;

    public override string NeedsZone => "Diga qué zona: vigia burn begin ZONA --for 4h.";
    public override string NeedsEnd => "Falta --for: una quema tiene fin, de 10m a 24h desde ahora.";

    public override string Begun(string zone, string until) =>
        $"{zone}: quema declarada hasta {until}; no se llama a la brigada por ella.";

    public override string Ended(string zone) => $"{zone}: ya no hay quema; un fuego allí es un fuego.";

    public override string Refused(string zone, WordAnswer why) =>
        why switch
        {
            WordAnswer.BadSpan => "--for: se permite de 10m a 24h.",
            WordAnswer.NoBurn => $"No hay quema declarada en {zone}.",
            WordAnswer.NoName => "Nadie la declara: USER está vacío.",
            WordAnswer.NotStored => "No se pudo guardar; intente otra vez.",
            _ => $"{zone}: no se acepta ({why}).",
        };
}
