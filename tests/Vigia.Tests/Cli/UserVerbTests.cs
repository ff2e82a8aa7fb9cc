using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Rules;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Cli;

[Collection(AtTheTerminal.Name)]
public sealed class UserVerbTests : IDisposable
{
    private readonly TemporaryData data = new();

    public UserVerbTests() => Directory.CreateDirectory(data["identity"]);

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task With_no_server_running_an_account_is_given_changed_and_taken_and_the_audit_knows_it()
    {
        using var terminal = new Terminal();

        await UserVerb.AddAsync(Say("maria", "coordinator"), default);
        await UserVerb.AddAsync(Say("jose", role: null), default);
        await UserVerb.RoleAsync(Say("jose", "technician"), default);
        await UserVerb.ListAsync(Say(argument: null, role: null), default);
        var password = terminal.Output.Split('\n')[0].Split(": ")[1].Trim();
        await UserVerb.RemoveAsync(Say("jose", role: null), default);

        var accounts = new Accounts(data.Path);
        Assert.NotNull(accounts.Verify("maria", password));
        Assert.Equal([("maria", Role.Coordinator)], accounts.All);
        Assert.Contains("technician", terminal.Output, StringComparison.Ordinal);
        Assert.Equal(
            [AuditAct.AccountRemoved, AuditAct.RoleChanged, AuditAct.AccountAdded, AuditAct.AccountAdded],
            Audit().Select(entry => entry.Act)
        );
        Assert.All(Audit(), entry => Assert.Equal(Means.CommandLine, entry.Means));
        Assert.DoesNotContain(Audit(), entry => entry.About.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_is_said_in_words()
    {
        using var terminal = new Terminal();
        await UserVerb.AddAsync(Say("maria", "coordinator"), default);

        var taken = await Assert.ThrowsAsync<PlainWords>(() => UserVerb.AddAsync(Say("maria", "viewer"), default));
        var last = await Assert.ThrowsAsync<PlainWords>(() => UserVerb.RemoveAsync(Say("maria", null), default));
        var nobody = await Assert.ThrowsAsync<PlainWords>(() => UserVerb.PasswordAsync(Say("luis", null), default));
        var nameless = await Assert.ThrowsAsync<PlainWords>(() => UserVerb.AddAsync(Say(null, null), default));
        var role = await Assert.ThrowsAsync<PlainWords>(() => UserVerb.AddAsync(Say("luis", "king"), default));

        Assert.Equal(new TextsEn().UserRefused("maria", AccountOutcome.NameTaken), taken.Message);
        Assert.Equal(new TextsEn().UserRefused("maria", AccountOutcome.LastCoordinator), last.Message);
        Assert.Equal(new TextsEn().UserRefused("luis", AccountOutcome.NoSuchUser), nobody.Message);
        Assert.Equal(new TextsEn().NeedsUser, nameless.Message);
        Assert.Contains("coordinator", role.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<AuditEntry> Audit()
    {
        using var store = new AlertStore(
            data.Path,
            AlertStoreOptions.Default,
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        var clocks = new ServerClocks(TimeProvider.System, TimeProvider.System);
        return new AuditBook(store, clocks, NullLogger<AuditBook>.Instance).Newest();
    }

    private Settings Say(string? argument, string? role) =>
        new(
            option =>
                option == "--data" ? data.Path
                : option == "--role" ? role
                : null,
            argument,
            new TextsEn()
        );
}
