using Vigia.Server.Ingest.Broker;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Ingest;

public sealed class BrokerFilesTests : IDisposable
{
    private readonly TemporaryData data = new();
    private readonly BrokerFiles files;

    public BrokerFilesTests() => files = new BrokerFiles(data.Path, "granja");

    private string[] Passwords => File.ReadAllLines(data["identity/broker/passwords"]);

    public void Dispose() => data.Dispose();

    [Fact]
    public void A_node_added_twice_has_one_line_and_that_of_its_new_secret()
    {
        files.Add("inv-1", "first", ["inv-1"]);
        files.Add("inv-10", "other", ["inv-1", "inv-10"]);
        var before = Passwords;

        files.Add("inv-1", "second", ["inv-1", "inv-10"]);

        Assert.Equal(["granja.inv-1", "granja.inv-10", "granja.server"], Users().Order(StringComparer.Ordinal));
        var line = Passwords.Single(l => l.StartsWith("granja.inv-1:", StringComparison.Ordinal));
        Assert.DoesNotContain(line, before);
        Assert.Equal(line, LineOf("granja.inv-1", "second", line));
        Assert.Single(Passwords.Except(before));
    }

    [Fact]
    public void The_servers_secret_is_made_once_and_is_that_of_its_line()
    {
        files.Add("inv-1", "first", ["inv-1"]);
        var secret = File.ReadAllText(files.ServerSecret);

        files.Add("inv-2", "second", ["inv-1", "inv-2"]);

        Assert.Equal(secret, File.ReadAllText(files.ServerSecret));
        var line = Passwords.Single(l => l.StartsWith("granja.server:", StringComparison.Ordinal));
        Assert.Equal(line, LineOf("granja.server", secret.Trim(), line));
    }

    [Fact]
    public void A_secret_stands_in_no_list()
    {
        files.Add("inv-1", "a-secret", ["inv-1"]);

        Assert.DoesNotContain(
            "a-secret",
            File.ReadAllText(data["identity/broker/passwords"]),
            StringComparison.Ordinal
        );
    }

    private IEnumerable<string> Users() => Passwords.Select(line => line.Split(':')[0]);

    // With the salt that stands in the line.
    private static string LineOf(string user, string secret, string line) =>
        PasswordFile.Line(user, secret, Convert.FromBase64String(line.Split('$')[3])).TrimEnd();
}
