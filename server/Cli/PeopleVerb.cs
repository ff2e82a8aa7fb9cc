using System.Globalization;
using Vigia.Server.Calls;

namespace Vigia.Server.Cli;

/// <summary><c>vigia people</c>: who has the duty now for each role, and what is left of everybody's texts. Asks the running service.</summary>
internal static class PeopleVerb
{
    public static readonly string[] Options = ["--data"];

    public static async Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var folder = settings.DataFolder();
        using var http = ControlSocket.ToServer(folder);
        try
        {
            var said = await http.GetStringAsync(PeopleEndpoint.Path, stop);
            foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Console.WriteLine(Words(settings.Texts, line.Split('\t')));
            }

            return ExitCode.Good;
        }
        catch (HttpRequestException)
        {
            throw new PlainWords(settings.Texts.NoServer(folder), ExitCode.Wrong);
        }
    }

    private static string Words(Texts texts, string[] line) =>
        line switch
        {
            [PeopleEndpoint.RoleLine, var role, var seconds, var first, .. var others] => texts.DutyNow(
                role,
                first,
                string.Join(", ", others),
                (others.Length + 1).ToString(CultureInfo.InvariantCulture),
                seconds
            ),
            [PeopleEndpoint.PersonLine, var person, var left, var of] => texts.TextsLeft(person, left, of),
            [PeopleEndpoint.SimLine, var left, var of] => texts.SimLeft(left, of),
            _ => string.Join(' ', line),
        };
}
