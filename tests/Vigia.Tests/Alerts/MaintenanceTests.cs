using Vigia.Server.Alerts;
using Vigia.Tests.Influx;
using Vigia.Tests.Rules;

namespace Vigia.Tests.Alerts;

public sealed class MaintenanceTests : IDisposable
{
    private readonly FollowerPlace data = new();

    private static DateTimeOffset Ten => RulesPlace.Ten;

    public void Dispose() => data.Dispose();

    [Fact]
    public void A_zone_under_maintenance_is_so_for_all_its_nodes_and_ends_by_itself()
    {
        var book = new MaintenanceBook(data.Store);

        Assert.Equal(MaintenanceAnswer.Done, book.Begin(Work("bomba", hours: 2)));

        Assert.True(book.IsUnder("bomba", "bomba-1", Ten));
        Assert.True(book.IsUnder("bomba", "bomba-1", Ten.AddHours(2).AddSeconds(-1)));
        Assert.False(book.IsUnder("bomba", "bomba-1", Ten.AddHours(2)));
        Assert.False(book.IsUnder("porqueriza", "cerdos-1", Ten));
        Assert.Empty(book.At(Ten.AddHours(2)));
    }

    [Fact]
    public void A_node_under_maintenance_leaves_the_others_of_its_zone_alone()
    {
        var book = new MaintenanceBook(data.Store);

        book.Begin(Work("inv-1", hours: 1));

        Assert.True(book.IsUnder("invernadero", "inv-1", Ten));
        Assert.False(book.IsUnder("invernadero", "inv-2", Ten));
        Assert.False(book.IsUnder("invernadero", "", Ten));
    }

    [Fact]
    public void It_outlives_a_kill()
    {
        new MaintenanceBook(data.Store).Begin(Work("bomba", hours: 2));

        data.Restart();

        var again = Assert.Single(new MaintenanceBook(data.Store).At(Ten));
        Assert.Equal(("bomba", "cambio de sello", Ten.AddHours(2)), (again.Place, again.Reason, again.Until));
    }

    [Fact]
    public void It_is_ended_before_its_time_by_whoever_is_done()
    {
        var book = new MaintenanceBook(data.Store);
        book.Begin(Work("bomba", hours: 2));

        Assert.Equal(MaintenanceAnswer.Done, book.End("bomba", Ten.AddMinutes(30)));

        Assert.False(book.IsUnder("bomba", "bomba-1", Ten.AddMinutes(31)));
        Assert.Equal(MaintenanceAnswer.NotUnder, book.End("bomba", Ten.AddMinutes(31)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(73)]
    public void Too_short_or_too_long_is_refused(int hours) =>
        Assert.Equal(MaintenanceAnswer.BadSpan, new MaintenanceBook(data.Store).Begin(Work("bomba", hours)));

    [Fact]
    public void More_places_than_allowed_are_refused_until_one_is_over()
    {
        var book = new MaintenanceBook(data.Store);
        for (var i = 0; i < MaintenanceBook.Max; i++)
        {
            Assert.Equal(MaintenanceAnswer.Done, book.Begin(Work($"z-{i}", hours: 1)));
        }

        Assert.Equal(MaintenanceAnswer.TooMany, book.Begin(Work("one-more", hours: 1)));

        var later = Work("one-more", hours: 3) with { From = Ten.AddHours(1) };
        Assert.Equal(MaintenanceAnswer.Done, book.Begin(later));
    }

    private static Maintenance Work(string place, int hours) =>
        new(place, Ten, Ten.AddHours(hours), "cambio de sello", "nora");
}
