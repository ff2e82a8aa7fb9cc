using Vigia.Server.Alerts;

namespace Vigia.Server.Influx.States;

/// <summary>Limits as lines of measurement <c>limit</c>. Pure.</summary>
internal sealed class LimitLines(string site)
{
    public const string Measurement = "limit";

    public void Write(ChartLimit drawn, long ms, LineBatch output)
    {
        var limit = drawn.Limit;
        output.WritePlain(Measurement);
        output.WriteTag("site", site);
        output.WriteTag("zone", drawn.Zone ?? "");
        output.WriteTag("node", drawn.Node);
        output.WriteTag("point", drawn.Point);
        output.WriteTag("quantity", drawn.Quantity);
        output.WriteTag("rule", limit.Key);
        output.WriteTag("measure", drawn.IsRate ? "rate" : "value");
        output.WriteTag("side", limit.Side.ToString().ToLowerInvariant());
        output.WriteTag("level", limit.Severity >= Severity.Severe ? "act" : "look");
        foreach (var words in ChartWords.Both)
        {
            output.WriteTag($"title_{words.Code}", limit.Title is { } title ? words.Of(title) : limit.Rule);
        }

        output.WriteField("raise", limit.Raise);
        output.WriteField("clear", limit.Clear);
        output.WriteField("conditional", limit.IsConditional ? 1L : 0L);
        output.EndLine(0, ms);
    }
}
