using Vigia.Server.Alerts;

namespace Vigia.Server.Live.SignIn;

internal enum UserAct
{
    Add,
    Role,
    Password,
    Remove,
}

/// <summary>What <c>vigia user</c> asks for, of a running server or alone.</summary>
/// <param name="Role">Of a new account, or the changed one.</param>
/// <param name="Who">Who sits at the command line.</param>
internal sealed record UserOrder(UserAct Act, string Name, Role Role, string Who)
{
    public IEnumerable<KeyValuePair<string, string>> ToForm() =>
        [new("act", $"{Act}"), new("name", Name), new("role", $"{Role}"), new("who", Who)];

    /// <summary>Null: it is none.</summary>
    public static UserOrder? Read(IFormCollection form) =>
        Enum.TryParse<UserAct>(form["act"], out var act) && Enum.TryParse<Role>(form["role"], out var role)
            ? new UserOrder(act, $"{form["name"]}", role, $"{form["who"]}")
            : null;

    public UserAnswer Do(UserDesk desk)
    {
        var by = new By(Who, Means.CommandLine);
        string? password = null;
        var outcome = Act switch
        {
            UserAct.Add => desk.Add(Name, Role, by, out password),
            UserAct.Password => desk.NewPassword(Name, by, out password),
            UserAct.Role => desk.SetRole(Name, Role, by),
            _ => desk.Remove(Name, by),
        };
        return new UserAnswer(outcome, outcome == AccountOutcome.Done ? password : null);
    }
}

/// <param name="Password">The drawn one, where there is one.</param>
internal sealed record UserAnswer(AccountOutcome Outcome, string? Password)
{
    public string Write() => $"{Outcome} {Password}".TrimEnd();

    /// <summary>Null: it is none.</summary>
    public static UserAnswer? Read(string text) =>
        text.Split(' ') is [var word, .. var rest] && Enum.TryParse<AccountOutcome>(word, out var outcome)
            ? new UserAnswer(outcome, rest is [var password] ? password : null)
            : null;
}

/// <summary>How <c>vigia user</c> reaches a running server: by its socket alone.</summary>
internal static class UserControl
{
    public const string Path = "/control/user";

    public static void Map(RouteGroupBuilder control) => control.MapPost(Path, DoAsync);

    private static async Task<IResult> DoAsync(HttpRequest request, UserDesk desk, CancellationToken stop) =>
        UserOrder.Read(await request.ReadFormAsync(stop)) is { } order
            ? Results.Text(order.Do(desk).Write())
            : Results.BadRequest();
}
