using Vigia.Server.Alerts;

namespace Vigia.Server.Influx.States;

/// <summary>Limits as lines of measurement <c>limit</c>. Pure.</summary>
internal sealed class LimitLines(string site)
{
    public const string Measurement = "limit";

    public void Write(PointLimit limit, long ms, LineBatch output)
    {
        output.WritePlain(Measurement);
        output.WriteTag("site", site);
        output.WriteTag("zone", limit.Zone ?? "");
        output.WriteTag("node", limit.Node);
        output.WriteTag("point", limit.Point);
        output.WriteTag("quantity", limit.Quantity);
        output.WriteTag("rule", limit.Rule);
        output.WriteTag("measure", limit.IsRate ? "rate" : "value");
        output.WriteTag("side", limit.Side.ToString().ToLowerInvariant());
        output.WriteTag("level", limit.Severity >= Severity.Severe ? "act" : "look");
        foreach (var words in ChartWords.Both)
        {
            output.WriteTag($"title_{words.Code}", limit.Title is { } title ? words.Of(title) : limit.Rule);
        }

        output.WriteField("raise", limit.Raise);
        output.WriteField("clear", limit.Clear);
        output.EndLine(0, ms);
    }
}
