using Vigia.Edge.Sampling;

namespace Vigia.Tests.Edge.Sampling;

public sealed class QuarantineTests
{
    [Fact]
    public void Pauses_double_after_three_failures_and_end_at_five_minutes()
    {
        var quarantine = new Quarantine(TimeSpan.FromSeconds(5));

        var pauses = Enumerable.Range(0, 50).Select(_ => quarantine.After(failed: true).TotalSeconds).ToList();

        Assert.Equal([5, 5, 5, 10, 20, 40, 80, 160, 300, 300], pauses.Take(10));
        Assert.Equal(300, pauses[^1]);
    }

    [Fact]
    public void One_answer_ends_it()
    {
        var quarantine = new Quarantine(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 10; i++)
        {
            quarantine.After(failed: true);
        }

        Assert.Equal(TimeSpan.FromSeconds(5), quarantine.After(failed: false));
        Assert.Equal(TimeSpan.FromSeconds(5), quarantine.After(failed: true));
    }

    [Fact]
    public void A_sensor_that_is_asked_seldom_anyway_is_not_asked_more_often_for_failing()
    {
        var quarantine = new Quarantine(TimeSpan.FromHours(1));

        Assert.All(Enumerable.Range(0, 9), _ => Assert.Equal(TimeSpan.FromHours(1), quarantine.After(failed: true)));
    }
}
