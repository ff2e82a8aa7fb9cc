using Vigia.EndToEnd.Kit;
using Vigia.Server.Nodes;

namespace Vigia.Tests.Adversary;

public sealed class NodeRegisterDamageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-nodes-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Every pack asks for its zone: what is thrown there ends the server.</summary>
    [Fact]
    public async Task A_file_of_nodes_that_cannot_be_read_leaves_those_known_as_they_were()
    {
        var running = new NodeRegister(folder.FullName, "elmaizal");
        running.Add("inv-1", "invernadero");
        Assert.Equal("invernadero", running.ZoneOf("inv-1"));

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "identity", "nodes.json"), "{\"inv-1\":");
        await Eventually.Until("it is read again", () => running.Knows("inv-1") && running.IsDamaged);

        Assert.Equal("invernadero", running.ZoneOf("inv-1"));
        Assert.ThrowsAny<Exception>(() => running.Add("inv-2", zone: null));
    }

    [Fact]
    public void An_identity_that_cannot_be_read_is_said_to_be_damaged()
    {
        ServerIdentity.Open(folder.FullName, "elmaizal");
        File.WriteAllText(Path.Combine(folder.FullName, "identity", "server.json"), "");

        var fault = Assert.Throws<IdentityFault>(() => ServerIdentity.Open(folder.FullName, site: null));

        Assert.Equal(IdentityProblem.Damaged, fault.Problem);
    }
}
