using System.Security.Claims;
using Vigia.Server.Live.Audit;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.SignIn;

internal sealed record AccountShown(string Name, Role Role);

internal sealed record AccountForm(string Name, Role Role);

internal sealed record RoleForm(Role Role);

/// <param name="Password">Said this once; nobody can read it again.</param>
internal sealed record NewPassword(string Password);

internal sealed record KioskShown(string Id, string Title, string By, long MadeMs);

internal sealed record KioskTitle(string Title);

/// <param name="Path">To be opened once on the screen, behind the page's own address.</param>
internal sealed record KioskLink(string Path);

/// <summary>Accounts and kiosk links, for coordinators.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder coordinator)
    {
        coordinator
            .MapGet(
                "/accounts",
                (UserDesk desk) => desk.All.Select(one => new AccountShown(one.Name, one.Role)).ToList()
            )
            .Says("Who has an account, and as what", Reply.Of<List<AccountShown>>());
        coordinator
            .MapPost("/accounts", Add)
            .Says("A new account; answers its first password", Reply.Of<NewPassword>(), 400);
        coordinator
            .MapPost("/accounts/{name}/password", NewPassword)
            .Says("A new first password for who forgot theirs", Reply.Of<NewPassword>(), 400);
        coordinator.MapPost("/accounts/{name}/role", SetRole).Says("Another role, from now on", Reply.Nothing, 400);
        coordinator
            .MapDelete("/accounts/{name}", Remove)
            .Says("Takes an account; its sessions end", Reply.Nothing, 400);
        coordinator
            .MapGet("/kiosks", (Kiosks kiosks) => kiosks.All.Select(Show).ToList())
            .Says("Kiosk links that hold", Reply.Of<List<KioskShown>>());
        coordinator.MapPost("/kiosks", MakeKiosk).Says("A new kiosk link, said once", Reply.Of<KioskLink>(), 400);
        coordinator
            .MapDelete("/kiosks/{id}", RevokeKiosk)
            .Says("Revokes a kiosk link; screens opened by it end", Reply.Nothing, 400);
    }

    private static IResult Add(AccountForm form, ClaimsPrincipal person, UserDesk desk) =>
        Answer(desk.Add(form.Name ?? "", form.Role, Acts.By(person), out var password), new NewPassword(password));

    private static IResult NewPassword(string name, ClaimsPrincipal person, UserDesk desk) =>
        Answer(desk.NewPassword(name, Acts.By(person), out var password), new NewPassword(password));

    private static IResult SetRole(string name, RoleForm form, ClaimsPrincipal person, UserDesk desk) =>
        Answer(desk.SetRole(name, form.Role, Acts.By(person)), null);

    private static IResult Remove(string name, ClaimsPrincipal person, UserDesk desk) =>
        Answer(desk.Remove(name, Acts.By(person)), null);

    private static IResult MakeKiosk(
        KioskTitle form,
        ClaimsPrincipal person,
        Kiosks kiosks,
        AuditBook audit,
        ServerClocks clocks
    )
    {
        var name = Sessions.NameOf(person);
        var outcome = kiosks.Make(form.Title ?? "", name, clocks.World.GetUtcNow(), out var token);
        if (outcome != KioskOutcome.Done)
        {
            return Refusals.With($"{outcome}", StatusCodes.Status400BadRequest);
        }

        audit.Write(name, AuditAct.KioskMade, form.Title!);
        return TypedResults.Ok(new KioskLink($"/#kiosk={token}"));
    }

    private static IResult RevokeKiosk(string id, ClaimsPrincipal person, Kiosks kiosks, AuditBook audit)
    {
        var title = kiosks.TitleOf(id);
        var outcome = kiosks.Revoke(id);
        if (outcome != KioskOutcome.Done)
        {
            return Refusals.With($"{outcome}", StatusCodes.Status400BadRequest);
        }

        audit.Write(Sessions.NameOf(person), AuditAct.KioskRevoked, title ?? id);
        return TypedResults.NoContent();
    }

    private static KioskShown Show(KeyValuePair<string, Kiosk> row) =>
        new(row.Key, row.Value.Title, row.Value.By, row.Value.MadeMs);

    private static IResult Answer(AccountOutcome outcome, NewPassword? password) =>
        outcome != AccountOutcome.Done ? Refusals.With($"{outcome}", StatusCodes.Status400BadRequest)
        : password is null ? TypedResults.NoContent()
        : TypedResults.Ok(password);
}
