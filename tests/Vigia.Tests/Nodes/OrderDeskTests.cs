using Vigia.Edge.Uplink;
using Vigia.Server.Nodes.Orders;
using Vigia.Tests.Calls.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Nodes;

/// <summary>Orders of the server, at the desk of a real node.</summary>
public sealed class OrderDeskTests : IDisposable
{
    private static readonly NodeOrder Sound = new(CommandName.Siren, For: 60);

    private readonly OrderedNode node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task An_order_is_said_again_until_it_is_answered_and_obeyed_once()
    {
        node.SaysHealth();
        (node.LosesOrders, node.LosesReplies) = (2, 2);

        Assert.Equal(OrderOutcome.Done, await SendAsync(Sound));

        Assert.Equal(3, node.Heard.Count);
        Assert.Single(node.Heard.Select(heard => heard.Command.Id).Distinct());
        Assert.True(node.Siren.IsOn);
    }

    [Fact]
    public async Task Ids_grow_from_order_to_order()
    {
        node.SaysHealth();

        await SendAsync(Sound);
        await SendAsync(Sound with { For = 0 });

        Assert.True(node.Heard[1].Command.Id > node.Heard[0].Command.Id);
        Assert.False(node.Siren.IsOn);
    }

    [Fact]
    public async Task An_uptime_that_the_server_did_not_know_is_learned_from_the_answer()
    {
        node.SaysHealth();
        node.UpMs += 60_000; // the machine slept, or its last word was long on its way

        Assert.Equal(OrderOutcome.Done, await SendAsync(Sound));
        Assert.Equal([CommandResult.Expired, CommandResult.Done], node.Heard.Select(heard => heard.Result));
    }

    [Fact]
    public async Task A_node_that_began_anew_is_ordered_anew()
    {
        node.SaysHealth();
        node.Begin();

        Assert.Equal(OrderOutcome.Done, await SendAsync(Sound));
        Assert.Equal([CommandResult.OtherBoot, CommandResult.Done], node.Heard.Select(heard => heard.Result));
    }

    [Fact]
    public async Task When_the_servers_clock_was_set_back_its_ids_go_on_from_the_nodes()
    {
        node.SaysHealth();
        node.Obeyed(DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeMilliseconds());

        Assert.Equal(OrderOutcome.Done, await SendAsync(Sound));
        Assert.Equal([CommandResult.OldId, CommandResult.Done], node.Heard.Select(heard => heard.Result));
    }

    [Fact]
    public async Task Who_does_not_answer_or_was_never_heard_is_told_apart()
    {
        using var slow = new OrderedNode(new OrderTimes(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(10)));
        Assert.Equal(OrderOutcome.NeverHeard, await slow.Orders.SendAsync(OrderedNode.Name, Sound, default));

        slow.SaysHealth();
        slow.LosesOrders = int.MaxValue;
        Assert.Equal(OrderOutcome.NoAnswer, await slow.Orders.SendAsync(OrderedNode.Name, Sound, default));
        Assert.Empty(slow.Heard);
    }

    [Fact]
    public async Task A_server_that_is_not_in_charge_orders_nothing()
    {
        node.SaysHealth();
        node.State.IsSecond = true;

        Assert.Equal(OrderOutcome.NotInCharge, await SendAsync(Sound));
        Assert.Empty(node.Heard);
    }

    [Fact]
    public async Task Answers_to_what_was_not_asked_and_garbage_change_nothing()
    {
        node.SaysHealth();
        node.Say(
            Channel.CommandReply,
            new CommandReply(node.Boot, 1, "Done", node.UpMs / 1000.0, 1),
            WireJson.Default.CommandReply
        );
        node.Orders.Hear(OrderedNode.Name, Channel.CommandReply, "{\"boot\":["u8);
        node.Orders.Hear(OrderedNode.Name, Channel.Health, "null"u8);
        node.Orders.Hear("inv1", Channel.CommandReply, "{}"u8);

        Assert.Equal(OrderOutcome.Done, await SendAsync(Sound));
        Assert.Null(node.Orders.RunOf("inv1"));
    }

    [Theory]
    [InlineData("dance", null, OrderOutcome.BadCommand)]
    [InlineData(CommandName.Ping, null, OrderOutcome.Pong)]
    [InlineData(CommandName.Siren, 1801.0, OrderOutcome.BadCommand)]
    internal async Task The_nodes_own_word_is_the_outcome(string name, double? seconds, OrderOutcome outcome)
    {
        node.SaysHealth();

        Assert.Equal(outcome, await SendAsync(new NodeOrder(name, seconds)));
        Assert.Single(node.Heard);
    }

    private Task<OrderOutcome> SendAsync(NodeOrder order) => node.Orders.SendAsync(OrderedNode.Name, order, default);
}
