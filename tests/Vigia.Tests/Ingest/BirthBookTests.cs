using Vigia.Server.Ingest;
using Vigia.Tests.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

public sealed class BirthBookTests
{
    private const ulong Boot = 7;

    private readonly MemoryLedger ledger = new();
    private readonly BirthBook book;

    public BirthBookTests() => book = new BirthBook(ledger);

    [Fact]
    public void A_node_that_comes_back_is_the_same_machine()
    {
        Assert.Equal(BirthMeaning.Same, Born("board-a"));
        Assert.Equal(BirthMeaning.Same, Born("board-a", Boot + 1));
        Assert.Equal(BirthMeaning.Same, Born("board-a", Boot + 1, conn: 2));
    }

    [Fact]
    public void A_replaced_board_is_another_machine_once()
    {
        Born("board-a");

        Assert.Equal(BirthMeaning.OtherMachine, Born("board-b"));
        Assert.Equal(BirthMeaning.Same, Born("board-b"));
    }

    [Fact]
    public void Two_boards_that_are_born_in_turns_are_told_each_time()
    {
        Born("board-a");
        Born("board-b");

        Assert.Equal(BirthMeaning.TwoMachines, Born("board-a"));
        Assert.Equal(BirthMeaning.TwoMachines, Born("board-b"));
    }

    [Fact]
    public void A_board_replaced_twice_is_never_two_machines()
    {
        Born("board-a");
        Born("board-b");

        Assert.Equal(BirthMeaning.OtherMachine, Born("board-c"));
    }

    [Fact]
    public void A_birth_that_was_rolled_back_and_comes_again_is_one_replacement()
    {
        ledger.Begin();
        Born("board-a");
        ledger.Commit();
        ledger.Begin();
        Born("board-b");
        ledger.Rollback();
        book.Reload();

        Assert.Equal(BirthMeaning.OtherMachine, Born("board-b"));
    }

    [Fact]
    public void Machines_of_two_nodes_are_not_compared()
    {
        Born("board-a");

        Assert.Equal(BirthMeaning.Same, book.Born("inv-2", NewBirth("board-b", Boot, 1), 1));
    }

    [Theory]
    [InlineData(Boot, 2, true)]
    [InlineData(Boot, 1, false)]
    [InlineData(Boot + 1, 2, false)]
    public void A_will_counts_only_for_the_connection_and_run_it_was_made_in(ulong boot, int conn, bool dead)
    {
        ledger.Begin();
        Born("board-a", Boot, conn: 2);

        book.Died("inv-1", new Death(new BootId(boot), conn));
        book.Died("inv-9", new Death(new BootId(boot), conn));
        ledger.Commit();

        Assert.Equal(dead, book.All["inv-1"].Dead);
        Assert.Equal(dead, new BirthBook(ledger).All["inv-1"].Dead);
        Assert.Single(book.All);
    }

    private BirthMeaning Born(string machine, ulong boot = Boot, int conn = 1) =>
        book.Born("inv-1", NewBirth(machine, boot, conn), receivedMs: 1);

    private static Birth NewBirth(string machine, ulong boot, int conn) =>
        new(new BootId(boot), conn, machine, "1", 100, "c01d", []);
}
