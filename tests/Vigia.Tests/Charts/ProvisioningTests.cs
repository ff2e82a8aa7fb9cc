using System.Text.RegularExpressions;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Charts;

public sealed partial class ProvisioningTests
{
    [Fact]
    public void The_source_is_the_database_that_the_server_writes()
    {
        var url = Provisioning.Source["url"].ToString();
        var database = Provisioning.Source["jsonData"]["dbName"].ToString();

        Assert.Contains(
            $"--influx {url} --influx-db {database}\n",
            Checkout.Read("docker-compose.yml"),
            StringComparison.Ordinal
        );
        Assert.Equal("false", Provisioning.Source["editable"].ToString());
    }

    [Fact]
    public void Every_folder_of_dashboards_is_mounted_where_its_provider_looks()
    {
        var mounts = Provisioning.Service("grafana")["volumes"].ToString();

        Assert.Equal(2, Provisioning.Providers.Count);
        foreach (var provider in Provisioning.Providers)
        {
            var folder = provider["options"]["path"].ToString();
            Assert.Contains($"./dashboards/{Path.GetFileName(folder)}:{folder}:ro", mounts, StringComparison.Ordinal);
            Assert.Equal("false", provider["allowUiUpdates"].ToString());
            Assert.Equal("true", provider["disableDeletion"].ToString());
        }

        Assert.Contains("./dashboards/provisioning:/etc/grafana/provisioning:ro", mounts, StringComparison.Ordinal);
    }

    [Fact]
    public void The_home_page_is_a_dashboard_that_is_shipped()
    {
        var home = Setting("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
        var file = Home().Match(home);

        Assert.True(file.Success, home);
        Assert.Contains("dashboards/es/todo-bien.json", Checkout.Files);
        Assert.Contains("dashboards/en/todo-bien.json", Checkout.Files);
        Assert.Contains("VIGIA_LANGUAGE", Checkout.Read(".env.example"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GF_ANALYTICS_REPORTING_ENABLED", "false")]
    [InlineData("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")]
    [InlineData("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false")]
    [InlineData("GF_ANALYTICS_FEEDBACK_LINKS_ENABLED", "false")]
    [InlineData("GF_NEWS_NEWS_FEED_ENABLED", "false")]
    [InlineData("GF_SECURITY_DISABLE_GRAVATAR", "true")]
    [InlineData("GF_SNAPSHOTS_EXTERNAL_ENABLED", "false")]
    [InlineData("GF_PLUGINS_PREINSTALL_DISABLED", "true")]
    [InlineData("GF_DATE_FORMATS_DEFAULT_TIMEZONE", "America/Caracas")]
    [InlineData("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer")]
    public void Grafana_asks_nothing_of_the_internet_and_shows_the_farms_time(string name, string value) =>
        Assert.Equal(value, Setting(name));

    [Fact]
    public void Nobody_sees_anything_without_signing_in_unless_the_farm_says_so()
    {
        Assert.Equal("${GRAFANA_ANONYMOUS:-false}", Setting("GF_AUTH_ANONYMOUS_ENABLED"));
        Assert.Contains("GRAFANA_ANONYMOUS=false", Checkout.Read(".env.example"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_types_that_dashboards_are_checked_against_are_those_of_the_Grafana_that_is_run()
    {
        var image = Provisioning.Service("grafana")["image"].ToString();

        Assert.Contains(
            $"\"@grafana/schema\": \"{image.Split(':')[1]}\"",
            Checkout.Read("tests/dashboards/package.json"),
            StringComparison.Ordinal
        );
    }

    private static string Setting(string name) => Provisioning.Service("grafana")["environment"][name].ToString();

    [GeneratedRegex(@"^/etc/vigia/dashboards/\$\{VIGIA_LANGUAGE:-es\}/todo-bien\.json$", RegexOptions.None, 1000)]
    private static partial Regex Home();
}
