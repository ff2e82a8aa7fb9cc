using System.Text;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

/// <summary>A time that no calendar shows, once stored, would be met again by the rules at every start.</summary>
public sealed class ImpossibleTimesTests
{
    private const string Labels = "\"boot\":\"9f3a5c0d11e2b764\",\"seq\":0,\"clk\":3";

    [Theory]
    [InlineData("\"bt\":1764000000,\"up\":253402300799", "")]
    [InlineData("\"bt\":253402300799", ",\"t\":3600")]
    public void Whatever_is_accepted_can_be_dated(string times, string offset)
    {
        var json =
            $"[{{\"bn\":\"inv-1/\",{times},{Labels},\"kb\":\"c01d\",\"n\":\"air\",\"u\":\"Cel\",\"v\":1{offset}}}]";
        var pack = new Pack();
        if (new PackDecoder().Decode(Encoding.UTF8.GetBytes(json), "inv-1", pack) is not null)
        {
            return;
        }

        foreach (long? anchor in new long?[] { null, 1_764_000_000_000 })
        {
            var time = PackTime.Decide(pack.Header, anchor, 1_764_000_000_000, serverHasTime: false);
            _ = DateTimeOffset.FromUnixTimeMilliseconds(time.Ms + pack.SpanMs);
        }
    }
}
