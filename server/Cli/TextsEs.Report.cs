namespace Vigia.Server.Cli;

/// <summary>Of the report for an assembly.</summary>
internal sealed partial class TextsEs
{
    public override string ReportHelp =>
        """
            Uso: vigia report [opciones]

            Una hoja para la asamblea: alertas, quién respondió y cuánto tardó, mensajes, agua, horas de bomba, cortes de luz, lluvia
            y cuánto tiempo tuvo señal cada nodo. La página la tiene también: /report

              --from FECHA           primer día, 2026-11-01 (29 días antes del último)
              --to FECHA             último día (hoy); 366 días a lo más, por el reloj de la granja
              --lang es|en           idioma de la hoja (el de la terminal)
              --html ARCHIVO         la escribe como página para imprimir
              --farm ARCHIVO         con este archivo de la granja (el farm.yaml de la carpeta de datos)
              --data DIR             carpeta de datos del servicio, que puede estar andando
            """;

    public override string DaysNotAllowed(long most) =>
        $"--from y --to quieren días como 2026-11-30, el primero no después del último, y no más de {most}.";

    public override string ReportWritten(string path) => $"La hoja está en {path}.";
}
