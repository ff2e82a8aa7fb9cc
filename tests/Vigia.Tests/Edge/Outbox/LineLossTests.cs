using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

public sealed class LineLossTests
{
    [Fact]
    public void On_a_line_that_loses_every_second_pack_none_is_given_up()
    {
        var rig = new OutboxRig(
            new OutboxStores(new MemoryPackStore(PackStorePlace.Young), new MemoryPackStore(PackStorePlace.Card))
        ).Connect();
        var dice = new Random(7);
        for (var minute = 0; minute < 180; minute++)
        {
            var taken = rig.Put(minute < 60 ? 5 : 0).Pass(60).Beat().TakeAll();
            foreach (var pack in taken.Where(_ => dice.Next(2) == 0))
            {
                rig.AckAlso(new SeqRange(pack.Seq, pack.Seq));
            }
        }

        Assert.False(rig.Report().Dropped.ContainsKey("NoAnswer"));
        Assert.Equal(0, rig.Report().Packs);
    }

    [Theory]
    [InlineData(0, 500, 1)]
    [InlineData(2, 198, 3)]
    [InlineData(101, 100, 20)]
    [InlineData(181, 20, 132)]
    [InlineData(5, 0, int.MaxValue)]
    public void The_worse_the_line_the_more_sends_chance_explains(int lost, int arrived, int sends)
    {
        var loss = new LineLoss();
        for (var i = 0; i < Math.Max(lost, arrived); i++)
        {
            if (i < lost)
            {
                loss.Lost();
            }

            if (i < arrived)
            {
                loss.Arrived();
            }
        }

        Assert.Equal(sends, loss.SendsBeyondChance());
    }
}
