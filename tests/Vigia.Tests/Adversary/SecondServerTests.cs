using Vigia.Tests.Influx;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class SecondServerTests
{
    [Fact]
    public async Task A_second_server_judges_nothing_from_memory_either()
    {
        using var place = new RulesPlace();
        place.Follower.MayJudge = () => false;
        var now = RulesPlace.Ten;

        place.Follower.JudgeFromMemory([ListLedger.Row(1, now, now, "inv1", new Reading("air", "Cel", 61))]);
        await place.Dispatcher.DispatchOnceAsync(default);

        Assert.Empty(place.Gateway.Taken);
    }
}
