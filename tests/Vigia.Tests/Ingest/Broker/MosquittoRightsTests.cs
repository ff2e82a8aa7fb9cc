using Vigia.EndToEnd.Kit;
using Vigia.Server.Ingest.Broker;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Broker;

/// <summary>Our access list and password lines, judged by mosquitto itself.</summary>
public sealed class MosquittoRightsTests
{
    [Fact]
    public async Task A_node_with_a_wrong_secret_or_a_strange_name_is_not_let_in()
    {
        using var broker = await MosquittoHost.StartAsync();
        var topic = Topics.Of(KnownNodes.Site, "inv1", Channel.Data);

        var right = await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-t", topic, "-m", "x");
        var wrong = await Programs.PublishAsync(
            broker.NodePort,
            "inv1",
            "-P",
            "guessed",
            "-q",
            "1",
            "-t",
            topic,
            "-m",
            "x"
        );
        var strange = await Programs.PublishAsync(broker.NodePort, "thief", "-q", "1", "-t", topic, "-m", "x");

        Assert.Equal(0, right.Exit);
        Assert.Contains("not authorised", wrong.Said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("not authorised", strange.Said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("vigia/v1/farm/inv2/data")]
    [InlineData("vigia/v1/farm/inv1/ack")]
    [InlineData("vigia/v1/farm/inv1/cmd")]
    [InlineData("vigia/v1/farm/inv2/cmd")]
    [InlineData("vigia/v1/farm/inv2/cmd/reply")]
    [InlineData("vigia/v1/farm/inv1/other")]
    [InlineData("vigia/v1/farm/server")]
    [InlineData("vigia/v1/orchard/inv1/data")]
    [InlineData("elsewhere")]
    public async Task A_node_cannot_write_what_is_not_its_own(string topic)
    {
        using var broker = await MosquittoHost.StartAsync();

        var (_, said) = await Programs.PublishAsync(
            broker.NodePort,
            "inv1",
            "-V",
            "5",
            "-q",
            "1",
            "-t",
            topic,
            "-m",
            "x"
        );

        Assert.Contains("not authorized", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_node_reads_its_own_acks_and_the_heartbeat_and_nothing_else()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var server = await BrokerHost.StartAsync(broker);
        await server.Ingress.SendHeartbeatAsync("beat"u8.ToArray(), CancellationToken.None);
        using var node = Programs.Subscribe(broker.NodePort, "inv1", "-q", "1", "-F", "%t", "-t", "#", "-W", "15");
        Assert.Equal(
            "vigia/v1/farm/server",
            await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15))
        );

        server.Ingress.Send("inv2", Channel.Ack, "of another"u8);
        server.Ingress.Send("inv1", Channel.Ack, "its own"u8);

        Assert.Equal(
            "vigia/v1/farm/inv1/ack",
            await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15))
        );
        node.Kill();
    }

    [Fact]
    public async Task With_tls_a_node_comes_in_as_itself_whatever_client_id_it_claims()
    {
        using var certificate = new FarmCertificate();
        using var broker = await MosquittoHost.StartAsync(certificate);
        await using var server = await BrokerHost.StartAsync(broker);
        string[] node = ["-u", "farm.inv1", "-P", KnownNodes.SecretOf("inv1"), "-i", "farm.inv2"];
        string[] trust = ["--cafile", certificate.CaFile];
        string[] pack = ["-q", "1", "-t", Topics.Of(KnownNodes.Site, "inv1", Channel.Data), "-m", "a pack"];
        await server.Ingress.SendHeartbeatAsync("beat"u8.ToArray(), CancellationToken.None);
        using var inv2 = Programs.Subscribe(
            broker.NodePort,
            "inv2",
            [.. trust, "-h", "localhost", "-t", "#", "-W", "15"]
        );
        Assert.Equal("beat", await inv2.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)));

        var (exit, said) = await Programs.RunAsync(
            "mosquitto_pub",
            ["-h", "localhost", "-p", $"{broker.NodePort}", .. trust, .. node, .. pack]
        );

        Assert.True(exit == 0, said);
        await Eventually.Until("the pack", () => server.Inbox.Count == 1);
        server.Ingress.Send("inv2", Channel.Ack, "still there"u8);
        Assert.Equal("still there", await inv2.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)));
        inv2.Kill();
    }

    [Fact]
    public void The_access_list_names_every_topic_and_no_wildcard_for_a_node()
    {
        var acl = Acl.For("farm", ["inv2", "inv1"]);

        Assert.Equal(acl, Acl.For("farm", ["inv1", "inv2"]));
        var ofNode = acl[
            acl.IndexOf("user farm.inv1", StringComparison.Ordinal)..acl.IndexOf(
                "user farm.inv2",
                StringComparison.Ordinal
            )
        ];
        Assert.DoesNotContain(ofNode, c => c is '+' or '#' or '%');
        Assert.Equal(Topics.NodeWrites.Count, ofNode.Split("topic write ").Length - 1);
        Assert.Equal(Topics.ServerWrites.Count + 1, ofNode.Split("topic read ").Length - 1);
    }

    [Theory]
    [InlineData("inv1\nuser farm.server")]
    [InlineData("#")]
    [InlineData("server")]
    public void A_name_that_is_none_never_gets_into_the_access_list(string node) =>
        Assert.Throws<ArgumentException>(() => Acl.For("farm", [node]));

    [Fact]
    public void A_user_with_a_colon_never_gets_into_the_passwords() =>
        Assert.Throws<ArgumentException>(() => PasswordFile.Line("a:b", "secret"));
}
