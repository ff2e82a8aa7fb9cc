using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

/// <summary>Whether texts reach phones, seen without sending one and by what became of those that were sent.</summary>
public sealed class SmsPathTests : IDisposable
{
    private readonly SmsDesk desk = new(ways: 2);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task One_way_that_works_is_enough_and_none_is_a_path_that_is_down()
    {
        var path = Path();
        var told = new List<SmsPathState>();
        path.Changed += (_, _) => told.Add(path.Now.State);
        await path.LookAsync(default);
        desk.Ways[0].Health = GatewayHealth.Away("spool is missing");
        await path.LookAsync(default);
        desk.Ways[1].Health = new GatewayHealth(GatewayState.Stuck, Queued: 3);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await path.LookAsync(default);
        var since = path.Now.Since;
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await path.LookAsync(default);

        Assert.Equal([SmsPathState.Works, SmsPathState.OnSecond, SmsPathState.Down], told);
        Assert.Equal(since, path.Now.Since);
        Assert.Equal([WayTrouble.Away, WayTrouble.Stuck], path.Now.Ways.Select(way => way.Trouble));
    }

    [Theory]
    [InlineData(GatewayState.Ready, Registration.Searching, WayTrouble.NoNetwork)]
    [InlineData(GatewayState.Silent, Registration.Registered, WayTrouble.Silent)]
    [InlineData(GatewayState.Ready, Registration.Registered, WayTrouble.None)]
    internal async Task Each_trouble_has_its_name(GatewayState state, Registration registration, WayTrouble trouble)
    {
        desk.First.Health = new GatewayHealth(state, Registration: registration);
        var path = Path();

        await path.LookAsync(default);

        Assert.Equal(trouble, path.Now.Ways[0].Trouble);
    }

    [Fact]
    public async Task A_way_that_gave_up_a_text_is_not_counted_on_until_it_sends_one()
    {
        var path = Path();
        desk.Put(desk.Row("1"));
        await desk.TurnAsync();
        desk.First.Tells = SmsProgress.Failed;
        await desk.TurnAsync();
        await path.LookAsync(default);
        Assert.Equal(WayTrouble.NotSending, path.Now.Ways[0].Trouble);

        desk.First.Tells = SmsProgress.Sent;
        await desk.TurnAsync(TimeSpan.FromSeconds(16));
        await desk.TurnAsync();
        await path.LookAsync(default);

        Assert.Equal(WayTrouble.None, path.Now.Ways[0].Trouble);
        Assert.Equal(desk.Clock.GetUtcNow(), path.Now.Ways[0].LastSent);
    }

    private SmsPath Path() => new(desk.Courier, SmsPathOptions.Default, desk.Clock, NullLogger<SmsPath>.Instance);
}
