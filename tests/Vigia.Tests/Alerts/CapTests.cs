using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Alerts;

/// <summary>Each state of a fire as the Common Alerting Protocol says it, from its first smoke to its end.</summary>
public sealed class CapTests : IDisposable
{
    private readonly RulesPlace place = new();

    public CapTests() => place.StartFarm(FarmFile.DemoText());

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("Suspected", "Alert Moderate Immediate Possible")]
    [InlineData("Probable", "Alert Severe Immediate Likely")]
    [InlineData("Confirmed", "Alert Extreme Immediate Observed")]
    [InlineData("ProbableLocal", "Alert Moderate Immediate Likely")]
    [InlineData("Controlled", "Alert Moderate Expected Observed")]
    public void A_stage_has_its_three_scales(string stage, string cap)
    {
        var weight = FireStages.WeightOf(Enum.Parse<FireStage>(stage));
        var alert = Alert() with { Severity = weight.Severity, Urgency = weight.Urgency, Certainty = weight.Certainty };

        Assert.Equal(cap, Said(Cap.Of(alert, MessageKind.Raised)));
        Assert.Equal(stage, $"{FireStages.Of(alert)}");
    }

    [Fact]
    public void What_is_surer_takes_the_place_of_what_was_said() =>
        Assert.Equal(CapMessageType.Update, Cap.Of(Alert(), MessageKind.Escalated).MessageType);

    [Theory]
    [InlineData("Over", "Closed", "Cancel Extreme Past Observed")]
    [InlineData("False", "False", "Cancel Extreme Past Unlikely")]
    public void The_end_of_a_fire_cancels_it_and_its_trail_says_who(string word, string state, string cap)
    {
        Say(WordKind.Fire);
        Say(Enum.Parse<WordKind>(word));

        var alert = place.Data.Store.Read(db => AlertTable.Find(db, 1), otherwise: null)!;
        Assert.Equal(state, $"{alert.State}");
        Assert.Equal(cap, Said(Cap.Of(alert, MessageKind.Cleared)));
        var step = place.Desk.Trail(1)[^1];
        Assert.Equal(("ramon", Means.Sms), (step.Who, step.Means));
        Assert.Equal(2, place.Texts().Count);
    }

    private void Say(WordKind kind)
    {
        place.Words.Say(new PersonWord(kind, "fuego-2", new By("ramon", Means.Sms), place.Clock.GetUtcNow()));
        place.Follower.FollowOnce();
    }

    private Alert Alert()
    {
        Say(WordKind.Fire);
        return place.OpenAlerts()[0];
    }

    private static string Said(Cap cap) => $"{cap.MessageType} {cap.Severity} {cap.Urgency} {cap.Certainty}";
}
