using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Farm;

public sealed class FarmWatchTests : IDisposable
{
    private const string OneZone = "site: ceiba\nzones: [{name: a, kind: tank}]";

    private readonly TemporaryData data = new();
    private readonly FarmBook book = new(FarmPlan.Empty);

    public void Dispose() => data.Dispose();

    [Fact]
    public void A_changed_file_is_taken_while_the_service_runs()
    {
        Write(OneZone);
        var watch = Watch();
        var turned = 0;
        book.Turned += (_, _) => turned++;

        Assert.False(watch.LookOnce());
        Write($"{OneZone}\nlanguage: en");

        Assert.True(watch.LookOnce());
        Assert.False(watch.LookOnce());
        Assert.Equal((Language.English, 1), (book.Plan.Language, turned));
    }

    [Theory]
    [InlineData("zones: [{name: a, kind: tanc}]")]
    [InlineData("site: otro\nzones: []")]
    [InlineData("zones: [")]
    public void A_file_that_is_wrong_changes_nothing_and_is_said(string wrong)
    {
        Write(OneZone);
        var watch = Watch();
        var before = book.Plan;
        Write(wrong);

        Assert.False(watch.LookOnce());

        Assert.Same(before, book.Plan);
        Assert.Equal(FarmFileState.KeptOld, watch.State);

        Write($"{OneZone}\nlanguage: en");
        Assert.True(watch.LookOnce());
        Assert.Equal(FarmFileState.Ok, watch.State);
    }

    [Fact]
    public void A_file_that_is_taken_away_changes_nothing()
    {
        Write(OneZone);
        var watch = Watch();
        File.Delete(data[FarmFile.Name]);

        Assert.False(watch.LookOnce());

        Assert.Equal(FarmFileState.KeptOld, watch.State);
    }

    private void Write(string yaml) => File.WriteAllText(data[FarmFile.Name], yaml);

    private FarmWatch Watch() =>
        new(
            data[FarmFile.Name],
            FarmStamp.Of(data[FarmFile.Name]),
            book,
            "ceiba",
            Language.English,
            NullLogger<FarmWatch>.Instance
        );
}
