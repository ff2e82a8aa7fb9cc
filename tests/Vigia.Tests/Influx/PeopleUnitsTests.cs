using System.Text.RegularExpressions;
using Vigia.Server.Influx.States;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Influx;

public sealed partial class PeopleUnitsTests
{
    [Fact]
    public void Charts_say_every_quantity_in_the_unit_and_decimals_of_the_page()
    {
        var page = Line()
            .Matches(Checkout.Read("server/Live/Page/format.js"))
            .Where(line => line.Groups["name"].Value != "state")
            .ToDictionary(
                line => line.Groups["name"].Value,
                line => new PeopleUnit(
                    line.Groups["unit"].Value,
                    double.Parse(line.Groups["factor"].Value),
                    int.Parse(line.Groups["decimals"].Value)
                )
            );

        Assert.True(page.Count > 30);
        Assert.Equal(page.Keys.Order(), PeopleUnits.Quantities.Order());
        Assert.All(page, shown => Assert.Equal(shown.Value, PeopleUnits.Of(shown.Key)));
    }

    [GeneratedRegex(
        "^  (?<name>[a-z0-9_]+): \\[\"(?<unit>[^\"]*)\", (?<factor>[0-9.]+), (?<decimals>[0-9]), [0-9]+\\],$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Line();
}
