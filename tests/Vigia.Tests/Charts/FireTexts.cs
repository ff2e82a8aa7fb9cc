using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Tests.Charts;

/// <summary>What the brigade is told of a fire, as the outbox has it: one text is with the network, the next waits.</summary>
internal static class FireTexts
{
    public static void Tell(ChartsPlace place)
    {
        var names = place.Get<AlertNames>();
        foreach (var fire in place.Get<AlertDesk>().Open().Where(names.IsFire))
        {
            var people = place.Plan.People.Take(2).ToList();
            for (var i = 0; i < people.Count; i++)
            {
                Write(place, Text($"{fire.Code}-{i}", fire, people[i].Phone, isSent: i == 0));
            }
        }
    }

    public static SmsRow Text(string id, Alert about, PhoneNumber to, bool isSent) =>
        new(
            id,
            id,
            to,
            "FUEGO",
            SmsPriority.Fire,
            isSent ? SmsState.Sent : SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            about.RaisedMs,
            about.RaisedMs,
            TroubledMs: null,
            NotAfterMs: about.RaisedMs + 3_600_000,
            Alert: about.Id,
            SentMs: isSent ? about.RaisedMs + 6_500 : null
        );

    public static void Write(ChartsPlace place, SmsRow text) =>
        Assert.True(
            place
                .Get<AlertStore>()
                .TryWrite(
                    "a text",
                    db =>
                    {
                        SmsTable.Insert(db, text);
                        SmsTable.Update(db, text, text, text.CreatedMs);
                    }
                )
        );
}
