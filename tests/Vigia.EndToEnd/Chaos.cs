using System.Diagnostics;
using System.Reflection;
using Vigia.EndToEnd.Kit;
using Xunit.v3;

namespace Vigia.EndToEnd;

/// <summary>
/// The rows again and again, each round in a random order, for as long as <c>VIGIA_CHAOS</c> says: <c>tests/run --chaos 30m</c>. One line a fault, the seed first.
/// </summary>
public sealed class Chaos(ITestOutputHelper output)
{
    public const string Variable = "VIGIA_CHAOS";

    [Fact(Explicit = true)]
    public async Task The_rows_hold_in_any_order_for_as_long_as_asked()
    {
        var time = Time(Environment.GetEnvironmentVariable(Variable) ?? "1m");
        var random = new Random(Seeds.Seed);
        var rows = Rows().ToList();
        var (watch, failed, run) = (Stopwatch.StartNew(), 0, 0);
        output.WriteLine(
            $"seed {Seeds.Seed}: tests/run --chaos {time.TotalSeconds:0}s --seed {Seeds.Seed}; {rows.Count} rows"
        );
        // A deck, not a die: every row comes before any comes again.
        var deck = new Queue<Row>();
        while (watch.Elapsed < time)
        {
            if (deck.Count == 0)
            {
                deck = new(rows.OrderBy(_ => random.Next()));
            }

            var row = deck.Dequeue();
            failed += await RunAsync(++run, row) ? 0 : 1;
        }

        Assert.True(failed == 0, $"{failed} of {run} faults broke the equation");
    }

    private async Task<bool> RunAsync(int number, Row row)
    {
        var watch = Stopwatch.StartNew();
        var trouble = await TroubleOfAsync(row);
        output.WriteLine($"{number, 4} {watch.Elapsed.TotalSeconds, 5:0.0} s  {row}  {trouble?.Message ?? "holds"}");
        return trouble is null;
    }

    private static async Task<Exception?> TroubleOfAsync(Row row)
    {
        var instance = Activator.CreateInstance(row.Method.DeclaringType!)!;
        try
        {
            await (Task)row.Method.Invoke(instance, row.Arguments)!;
            return null;
        }
        catch (Exception e)
        {
            // Whatever a row throws is that row's result, and the next one's turn.
            return e;
        }
    }

    private static IEnumerable<Row> Rows() =>
        from type in typeof(Chaos).Assembly.GetTypes()
        where type.Namespace == $"{nameof(Vigia)}.{nameof(EndToEnd)}.Rows"
        from method in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        from arguments in ArgumentsOf(method)
        select new Row(method, arguments);

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo method)
    {
        var sources = method.GetCustomAttributes<DataAttribute>().ToList();
        return sources.Count == 0
            ?
            [
                [],
            ]
            : sources
                .SelectMany(source => source.GetData(method, new()).AsTask().GetAwaiter().GetResult())
                .Select(row => row.GetData());
    }

    private static TimeSpan Time(string text)
    {
        var number = double.Parse(text[..^1]);
        return text[^1] switch
        {
            'h' => TimeSpan.FromHours(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromSeconds(number),
        };
    }

    private sealed record Row(MethodInfo Method, object?[] Arguments)
    {
        public override string ToString() => $"{Method.Name}({string.Join(", ", Arguments)})";
    }
}
