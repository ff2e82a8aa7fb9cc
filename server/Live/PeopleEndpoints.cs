using System.Security.Claims;
using Vigia.Server.Alerts;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.Shown;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Live;

/// <param name="Minutes">Of a declared burn, 10 to 1440.</param>
internal sealed record WordForm(WordKind Kind, int? Minutes);

/// <param name="Who">Who declared it.</param>
internal sealed record BurnShown(string Zone, long FromMs, long UntilMs, string Who);

/// <summary>Who is called, and what people say of fire.</summary>
internal static class PeopleEndpoints
{
    public static void Map(RouteGroupBuilder viewer, RouteGroupBuilder attendant)
    {
        attendant
            .MapGet("/people", (PeopleBoard board) => board.Take())
            .Says(
                "Who is called for what, now and in the next seven days; of phones only the end",
                Reply.Of<PeopleShown>()
            );
        viewer.MapGet("/burns", Burns).Says("Declared burns that last", Reply.Of<List<BurnShown>>());
        attendant
            .MapPost("/zones/{zone}/word", Say)
            .Says(
                "What a person says of fire at a zone: it burns, it is held, over, false; a burn is declared, or ends",
                Reply.Nothing,
                400,
                404,
                409,
                503
            );
    }

    private static List<BurnShown> Burns(IWordOfPeople words, ServerClocks clocks) =>
        [
            .. words
                .BurnsAt(clocks.World.GetUtcNow())
                .Select(burn => new BurnShown(
                    burn.Zone,
                    burn.From.ToUnixTimeMilliseconds(),
                    burn.Until.ToUnixTimeMilliseconds(),
                    burn.Who
                )),
        ];

    private static IResult Say(
        string zone,
        WordForm form,
        ClaimsPrincipal person,
        IWordOfPeople words,
        AuditBook audit,
        ServerClocks clocks
    )
    {
        var (by, now) = (Acts.By(person), clocks.World.GetUtcNow());
        DateTimeOffset? until = form is { Kind: WordKind.Burn, Minutes: { } minutes }
            ? now + Acts.Minutes(minutes)
            : null;
        var answer = words.Say(new PersonWord(form.Kind, zone, by, now, until));
        if (answer is WordAnswer.Taken or WordAnswer.TakenUnstored)
        {
            audit.Write(by, AuditAct.SaidOfFire, $"{zone} {form.Kind}");
            return TypedResults.NoContent();
        }

        return Refusals.Of(answer);
    }
}
