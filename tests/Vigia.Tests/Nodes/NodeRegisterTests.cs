using System.Text;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Nodes;

namespace Vigia.Tests.Nodes;

public sealed class NodeRegisterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-register-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_node_is_let_in_with_its_own_secret_only()
    {
        var register = new NodeRegister(folder.FullName, "elmaizal");
        var secret = register.Add("inv-1", "invernadero-1");
        register.Add("inv-2", zone: null);

        Assert.True(register.Verify("elmaizal.inv-1", Encoding.UTF8.GetBytes(secret), out var node));
        Assert.Equal("inv-1", node);
        Assert.False(register.Verify("elmaizal.inv-2", Encoding.UTF8.GetBytes(secret), out _));
        Assert.False(register.Verify("otra.inv-1", Encoding.UTF8.GetBytes(secret), out _));
        Assert.False(register.Verify("elmaizal.inv-1", [], out _));
        Assert.Equal("invernadero-1", register.ZoneOf("inv-1"));
    }

    [Fact]
    public void Nodes_that_log_in_at_once_are_all_known()
    {
        var secret = new NodeRegister(folder.FullName, "elmaizal").Add("inv-1", zone: null);
        for (var round = 0; round < 50; round++)
        {
            var fresh = new NodeRegister(folder.FullName, "elmaizal");
            var known = new bool[8];

            Parallel.For(
                0,
                known.Length,
                i => known[i] = fresh.Verify("elmaizal.inv-1", Encoding.UTF8.GetBytes(secret), out _)
            );

            Assert.DoesNotContain(false, known);
        }
    }

    [Fact]
    public async Task A_node_added_by_another_process_is_known_soon()
    {
        var running = new NodeRegister(folder.FullName, "elmaizal");
        Assert.False(running.Knows("inv-1"));

        new NodeRegister(folder.FullName, "elmaizal").Add("inv-1", zone: null);

        await Eventually.Until("the node is known", () => running.Knows("inv-1"), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void The_secret_is_nowhere_in_the_folder()
    {
        var secret = new NodeRegister(folder.FullName, "elmaizal").Add("inv-1", zone: null);

        var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        Assert.All(
            files,
            file => Assert.DoesNotContain(secret, File.ReadAllText(file.FullName), StringComparison.Ordinal)
        );
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }

    [Fact]
    public void A_missing_identity_beside_a_ledger_is_not_made_anew()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "ledger.db"), "");

        var fault = Assert.Throws<IdentityFault>(() => ServerIdentity.Open(folder.FullName, site: null));

        Assert.Equal(IdentityProblem.MissingBesideLedger, fault.Problem);
    }

    [Fact]
    public void The_identity_stays_the_same_and_another_site_is_refused()
    {
        var made = ServerIdentity.Open(folder.FullName, "elmaizal");

        Assert.Equal(made, ServerIdentity.Open(folder.FullName, site: null));
        Assert.Throws<IdentityFault>(() => ServerIdentity.Open(folder.FullName, "otra"));
    }
}
