using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Sms;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

/// <summary>From a committed message to the texts that leave, by the people and the rota of a farm.</summary>
public sealed class CallDeskTests : IDisposable
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    private readonly CallFarm farm = new();

    public void Dispose() => farm.Dispose();

    [Fact]
    public async Task Who_has_the_duty_hears_of_a_fire_at_once_in_his_words_and_is_rung()
    {
        farm.Wind = 5;
        await farm.RaiseAsync(farm.Fire());

        Assert.Equal(
            [
                "jose: Puesto La Ceiba, al pie de la ceiba: FUEGO PROBABLE. Calor, humo desde las 10:00. Viento 18 km/h. No vaya solo. Responda SI A1 o FALSA A1",
            ],
            farm.Sent
        );
        Assert.Equal(SmsPriority.Fire, farm.Gateway.Handed[0].Priority);
        Assert.Equal(("jose", CallMeans.Ring), (farm.Woken[0].Person, farm.Woken[0].Means));
    }

    [Fact]
    public async Task Without_an_answer_the_deputy_then_all_then_everyone_are_called_each_in_their_language()
    {
        await farm.RaiseAsync(farm.Fire());
        await farm.PassAsync(TwoMinutes);
        Assert.StartsWith("ramon: Puesto La Ceiba, al pie de la ceiba: NADIE RESPONDE. FUEGO", farm.Sent[^1]);

        await farm.PassAsync(TwoMinutes + TimeSpan.FromSeconds(15));
        Assert.Contains(farm.Sent, sent => sent.StartsWith("yelitza: Puesto La Ceiba, al pie de la ceiba: FUEGO"));
        Assert.Contains(farm.Sent, sent => sent.StartsWith("nora: La Ceiba post, at the foot of the ceiba: FIRE PROB"));
        Assert.DoesNotContain(farm.Sent, sent => sent.StartsWith("carmen"));

        await farm.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(farm.Sent, sent => sent.StartsWith("carmen: "));
        Assert.Contains(farm.Woken, row => row.Means == CallMeans.Siren);
    }

    [Fact]
    public async Task A_kill_forgets_no_siren_that_was_asked_for()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        await farm.PassAsync(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(5));
        var asked = farm.Woken.Single(row => row.Means == CallMeans.Siren);

        farm.Kill();
        await farm.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(asked.Id, farm.Woken.Last(row => row.Means == CallMeans.Siren).Id);
    }

    [Fact]
    public async Task An_answer_ends_the_calling_is_kept_and_the_chief_hears_who_comes()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        await farm.PassAsync(TwoMinutes);

        Assert.True(farm.Desk.Answer("in1", fire, "ramon", ReplyWord.Yes));
        Assert.True(farm.Desk.Answer("in1", fire, "ramon", ReplyWord.Yes));
        await farm.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal("jose: Va 1: Ramon Escalona. A1 Puesto La Ceiba", farm.Sent[^1]);
        var calls = farm.Book.Of(fire.Id);
        Assert.Equal(["Yes"], calls.Answers.Select(answer => answer.Word));
        Assert.Equal(TwoMinutes, calls.FirstYesAfter);
        Assert.Equal("jose", calls.Chief);
        Assert.Equal(
            [
                "jose duty Sms",
                "jose duty Ring",
                "ramon deputy Sms",
                "ramon deputy Ring",
                "jose deputy Ring",
                "jose echo-1 Sms",
            ],
            calls.Calls.Select(call => $"{call.Person} {call.Step} {call.Means}")
        );
    }

    [Fact]
    public async Task The_end_reaches_all_who_were_called_and_what_still_waits_is_told_no_more()
    {
        var fire = farm.Fire(Certainty.Observed);
        await farm.RaiseAsync(fire);
        Assert.Equal(["jose"], farm.Sent.Select(sent => sent.Split(':')[0]));

        farm.Clock.Advance(TimeSpan.FromSeconds(2));
        await farm.EndAsync(fire);
        await farm.PassAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(
            ["jose: Puesto La Ceiba: FUEGO CONFIRMADO. FIN de la alerta A1, a las 10:00. Gracias."],
            farm.Sent.Skip(1)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_two_hours_without_a_network_each_is_told_of_a_standing_fire_once_in_the_newest_words(
        bool isInSpool
    )
    {
        farm.Gateway.Answer = isInSpool ? HandOver.Taken : HandOver.Unavailable("no network");
        farm.Gateway.Tells = null;
        await farm.RaiseAsync(farm.Fire());
        for (var minute = 0; minute < 120; minute++)
        {
            await farm.TickAsync(TimeSpan.FromMinutes(1));
        }

        var before = farm.Gateway.Handed.Select(sms => sms.Handle).Except(farm.Gateway.Cancelled).ToList();
        var handed = farm.Gateway.Handed.Count;
        (farm.Gateway.Answer, farm.Gateway.Tells) = (HandOver.Taken, SmsProgress.Sent);
        for (var minute = 0; minute < 60; minute++)
        {
            await farm.TickAsync(TimeSpan.FromMinutes(1));
        }

        var told = farm
            .Gateway.Handed.Where((sms, i) => i >= handed || before.Contains(sms.Handle))
            .Select(sms => farm.Name(sms.To))
            .Order();
        Assert.Equal(["carmen", "jose", "nora", "ramon", "yelitza"], told);
        Assert.Contains(
            farm.Gateway.Handed,
            sms => farm.Name(sms.To) == "jose" && sms.Text.Letters.Contains("AVISO 6", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_text_on_its_way_is_not_taken_back_for_a_newer_one_before_a_minute_is_over()
    {
        farm.Gateway.Tells = null;
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);

        await farm.RaiseAsync(fire with { Certainty = Certainty.Observed }, MessageKind.Escalated);
        await farm.TickAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(farm.Gateway.Cancelled);
        Assert.Equal(["jose", "jose"], farm.Sent.Take(2).Select(sent => sent.Split(':')[0]));

        await farm.TickAsync(TimeSpan.FromMinutes(3));
        await farm.TickAsync(TimeSpan.FromSeconds(1));

        Assert.Contains(farm.Gateway.Cancelled, handle => handle.Contains("worse-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_was_called_before_it_was_slept_on_hears_of_the_end_too()
    {
        var fan = farm.Fan();
        await farm.RaiseAsync(fan);
        await farm.PassAsync(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(5));
        Assert.StartsWith("carmen: ", farm.Sent[^1]);

        await farm.AnnounceAsync(Message.About(fan, MessageKind.Raised, "text", farm.NowMs) with { Id = "again" });
        await farm.EndAsync(fan);
        await farm.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["jose", "carmen"], farm.Sent.TakeLast(2).Select(sent => sent.Split(':')[0]));
        Assert.All(farm.Sent.TakeLast(2), sent => Assert.Contains("FIN de la alerta", sent));
    }

    [Fact]
    public async Task A_fire_that_one_room_sees_wakes_at_night_who_is_quiet_and_then_the_next()
    {
        using var night = AtNight(utcHour: 2);
        await night.RaiseAsync(night.Fire() with { Severity = Severity.Moderate });
        Assert.StartsWith("jose: ", Assert.Single(night.Sent));
        Assert.Equal(SmsPriority.Fire, night.Gateway.Handed[0].Priority);

        await night.PassAsync(TwoMinutes);

        Assert.StartsWith("ramon: ", night.Sent[^1]);
    }

    [Fact]
    public async Task A_barn_whose_fan_stands_at_night_wakes_one_after_the_other_where_all_of_its_role_are_quiet()
    {
        using var night = AtNight(utcHour: 6);
        var fan = night.AlertOf("ventilation", "porqueriza", "cerdos-1", Severity.Severe);
        await night.RaiseAsync(fan);
        Assert.StartsWith("jose: Porqueriza", Assert.Single(night.Sent));

        await night.PassAsync(TimeSpan.FromMinutes(5));

        Assert.StartsWith("carmen: Porqueriza", night.Sent[^1]);
    }

    [Fact]
    public async Task A_fire_displaces_the_least_of_a_thousand_matters()
    {
        for (var i = 0; i < CaseBook.MaxOpen; i++)
        {
            await farm.Desk.AnnounceAsync(
                Message.About(farm.Notice(), MessageKind.Raised, "text", farm.NowMs),
                default
            );
        }

        var fire = farm.Fire();
        await farm.Desk.AnnounceAsync(Message.About(fire, MessageKind.Raised, "text", farm.NowMs), default);
        farm.Clock.Advance(TwoMinutes);
        farm.Desk.Turn();

        Assert.Equal(["jose", "ramon"], farm.Desk.StateOf(fire.Id)!.Called.Select(called => called.Person));
    }

    [Fact]
    public async Task A_whole_crew_is_told_in_order_and_no_faster_than_a_modem_sends()
    {
        await farm.RaiseAsync(farm.Fire(Certainty.Observed));
        Assert.Equal(["jose"], farm.Sent.Select(sent => sent.Split(':')[0]));

        await farm.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["jose", "ramon"], farm.Sent.Select(sent => sent.Split(':')[0]));

        await farm.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["jose", "ramon", "yelitza", "nora"], farm.Sent.Select(sent => sent.Split(':')[0]));
    }

    [Fact]
    public async Task The_same_message_announced_again_calls_nobody_again_also_after_a_kill()
    {
        var message = await farm.RaiseAsync(farm.Fire());
        await farm.AnnounceAsync(message);
        farm.Kill();
        await farm.AnnounceAsync(message);
        Assert.Single(farm.Sent);

        await farm.PassAsync(TwoMinutes);
        Assert.Equal(["jose", "ramon"], farm.Sent.Select(sent => sent.Split(':')[0]));
    }

    [Fact]
    public async Task Without_a_disk_the_text_still_leaves_once_and_its_record_follows_marked()
    {
        var fire = farm.Fire();
        Assert.Empty(farm.Book.Of(fire.Id).Calls);
        farm.LoseDisk(true);
        await farm.AnnounceAsync(Message.About(fire, MessageKind.Raised, "text", farm.NowMs));
        Assert.Single(farm.Sent);

        farm.LoseDisk(false);
        await farm.PassAsync(TwoMinutes);

        Assert.Equal(["jose", "ramon"], farm.Sent.Select(sent => sent.Split(':')[0]));
        Assert.Equal(
            [true, false],
            farm.Book.Of(fire.Id).Calls.Where(call => call.Means == CallMeans.Sms).Select(call => call.Unpersisted)
        );
    }

    [Fact]
    public async Task Somebody_who_sees_it_on_the_page_ends_the_calling()
    {
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        farm.Alerts.Acknowledge(fire.Id, new By("Yelitza Rondón", Means.Page), farm.Clock.GetUtcNow());

        await farm.PassAsync(TwoMinutes + TwoMinutes);

        Assert.DoesNotContain(farm.Sent, sent => sent.StartsWith("ramon"));
    }

    [Fact]
    public async Task An_alert_that_ends_on_the_page_is_over_for_who_was_called()
    {
        var fan = farm.Fan();
        await farm.RaiseAsync(fan);
        Assert.Equal(
            DeskAnswer.Done,
            farm.Alerts.DeclareFalse(fan.Id, new By("Yelitza Rondón", Means.Page), farm.Clock.GetUtcNow())
        );

        await farm.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, farm.Sent.Count);
        Assert.StartsWith("jose: Porqueriza: ", farm.Sent[1]);
        Assert.Contains("Falsa alarma, dice Yelitza", farm.Sent[1]);
    }

    [Fact]
    public async Task A_farm_without_people_calls_nobody()
    {
        using var empty = new CallFarm(
            "site: demo\nzones: [{ name: ceiba, kind: fire-post }]\nnodes: [{ name: fuego-1, zone: ceiba }]"
        );
        await empty.RaiseAsync(empty.Fire());

        await empty.PassAsync(TwoMinutes);

        Assert.Empty(empty.Gateway.Handed);
    }

    // José, who has the duty, is quiet then.
    private static CallFarm AtNight(int utcHour) =>
        new(
            CallFarm.Yaml.Replace(
                "name: jose, title: José Colmenárez,",
                "name: jose, title: José Colmenárez, quiet: \"21:00-04:30\",",
                StringComparison.Ordinal
            ),
            new DateTimeOffset(2026, 3, 2, utcHour, 0, 0, TimeSpan.Zero)
        );
}
