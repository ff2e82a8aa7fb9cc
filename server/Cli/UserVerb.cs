using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;

namespace Vigia.Server.Cli;

/// <summary><c>vigia user add|role|password|remove|list</c>: accounts of the page, with the server running or not.</summary>
internal static class UserVerb
{
    public static readonly string[] AddOptions = ["--data", "--role"];
    public static readonly string[] Options = ["--data"];

    public static Task<int> AddAsync(Settings settings, CancellationToken stop) =>
        ActAsync(settings, UserAct.Add, RoleOf(settings) ?? Role.Attendant, stop);

    public static Task<int> RoleAsync(Settings settings, CancellationToken stop) =>
        ActAsync(
            settings,
            UserAct.Role,
            RoleOf(settings) ?? throw new PlainWords(settings.Texts.NeedsValue("--role")),
            stop
        );

    public static Task<int> PasswordAsync(Settings settings, CancellationToken stop) =>
        ActAsync(settings, UserAct.Password, Role.Viewer, stop);

    public static Task<int> RemoveAsync(Settings settings, CancellationToken stop) =>
        ActAsync(settings, UserAct.Remove, Role.Viewer, stop);

    public static Task<int> ListAsync(Settings settings, CancellationToken stop)
    {
        foreach (var (name, role) in OpenAccounts(settings, settings.DataFolder()).All)
        {
            Console.WriteLine($"{name, -Accounts.MaxName} {Word(role)}");
        }

        return Task.FromResult(ExitCode.Good);
    }

    private static async Task<int> ActAsync(Settings settings, UserAct act, Role role, CancellationToken stop)
    {
        var name = settings.Argument ?? throw new PlainWords(settings.Texts.NeedsUser);
        var folder = settings.DataFolder();
        var order = new UserOrder(act, name, role, Environment.UserName);
        var answer = await AskServerAsync(folder, order, stop) ?? DoAlone(settings, folder, order);
        return answer.Outcome == AccountOutcome.Done
            ? Tell(settings.Texts, order, answer)
            : throw new PlainWords(settings.Texts.UserRefused(name, answer.Outcome), ExitCode.Wrong);
    }

    private static int Tell(Texts texts, UserOrder order, UserAnswer answer)
    {
        Console.WriteLine(
            answer.Password is { } password ? texts.UserPassword(order.Name, password) : texts.UserChanged(order.Name)
        );
        return ExitCode.Good;
    }

    // Null: no server runs there.
    private static async Task<UserAnswer?> AskServerAsync(string folder, UserOrder order, CancellationToken stop)
    {
        using var http = ControlSocket.ToServer(folder);
        try
        {
            using var form = new FormUrlEncodedContent(order.ToForm());
            using var answer = await http.PostAsync(UserControl.Path, form, stop);
            return answer.StatusCode == HttpStatusCode.OK
                ? UserAnswer.Read(await answer.Content.ReadAsStringAsync(stop))
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static UserAnswer DoAlone(Settings settings, string folder, UserOrder order)
    {
        using var alone = DataFolder.Lock(folder, settings.Texts);
        var accounts = OpenAccounts(settings, folder);
        using var store = new AlertStore(
            folder,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 0,
            },
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        var clocks = new ServerClocks(TimeProvider.System, TimeProvider.System);
        return order.Do(new UserDesk(accounts, new AuditBook(store, clocks, NullLogger<AuditBook>.Instance)));
    }

    private static Accounts OpenAccounts(Settings settings, string folder)
    {
        try
        {
            return new Accounts(folder);
        }
        catch (IdentityFault e)
        {
            throw new PlainWords(settings.Texts.Identity(e.Problem, e.Detail), ExitCode.Wrong);
        }
    }

    private static Role? RoleOf(Settings settings) =>
        settings.OneOf<Role?>("--role", null, [.. Enum.GetValues<Role>().Select(role => (Word(role), (Role?)role))]);

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
