using System.Globalization;
using System.Text;
using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Expressions;
using Vigia.Server.Derive.Tables;
using Vigia.Server.Farm;

namespace Vigia.Server.Cli;

/// <summary><c>vigia derive</c>: computes a channel over a table, a row at a time.</summary>
internal static class DeriveVerb
{
    private const int MostSet = 64;

    public static IReadOnlyList<string> Options { get; } = ["--csv", "--out", "--set", "--as"];

    public static string Help(Texts texts) => texts.DeriveHelp(Channels(texts));

    public static Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var texts = settings.Texts;
        var wanted = settings.Argument ?? throw new PlainWords(texts.NeedsChannel);
        var set = ReadSet(settings.Text("--set") ?? "", texts);
        var own = wanted.StartsWith(ExpressionChannel.Sign);
        var known = own ? null : Known(wanted, set, texts);
        var table = TableFiles.Open(settings);
        var channel =
            known ?? Own(wanted[1..], settings.Text("--as") ?? "value", [.. table.Header, .. set.Keys], texts);

        var bad = new BadCells(Console.Error.WriteLine);
        var derived = new ChannelTable(table, channel, set, bad, texts);
        TableFiles.Write(
            settings,
            output => derived.Run(new TableWriter(output, table.Delimiter), TableFiles.Progress(texts, stop))
        );
        if (derived.RowsWithoutValue > 0)
        {
            Console.Error.WriteLine(texts.RowsWithoutValue(derived.RowsWithoutValue, derived.Rows));
        }

        return Task.FromResult(TableFiles.Conclude(bad, derived.Rows, texts));
    }

    private static DerivedChannel Known(string name, Dictionary<string, double> set, Texts texts)
    {
        var channel =
            ChannelCatalogue.Called(name)
            ?? throw new PlainWords(texts.UnknownChannel(name, NearestWord.Among(name, ChannelCatalogue.Names)));
        var inputs = channel.Inputs.SelectMany(input => input.Names).Select(alias => alias.Name).ToList();
        foreach (var key in set.Keys.Where(key => !inputs.Contains(key)))
        {
            throw new PlainWords(texts.NoSuchInput(name, key, string.Join(", ", inputs)));
        }

        return channel;
    }

    private static DerivedChannel Own(string expression, string name, IReadOnlyList<string> names, Texts texts)
    {
        var (channel, error) = ExpressionChannel.Compile(name, expression, names);
        return channel ?? throw new PlainWords(ExpressionWords.Of(error!, texts));
    }

    private static Dictionary<string, double> ReadSet(string text, Texts texts)
    {
        var set = new Dictionary<string, double>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var good =
                word.Split('=', 2) is [{ Length: > 0 } key, var value]
                && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                && set.Count < MostSet
                && set.TryAdd(key, number);
            if (!good)
            {
                throw new PlainWords(texts.NotASetting(word));
            }
        }

        return set;
    }

    // One paragraph a channel: name, what it is, outputs; then its inputs, those one can leave out in brackets.
    private static string Channels(Texts texts)
    {
        var list = new StringBuilder();
        DerivedChannel? before = null;
        foreach (var channel in ChannelCatalogue.All)
        {
            var title = channel.Title.In(CliLanguage.Spoken(texts));
            list.Append(CultureInfo.InvariantCulture, $"  {channel.Name}  {title}\n");
            list.Append(
                CultureInfo.InvariantCulture,
                $"      > {string.Join(", ", channel.Outputs.Select(Written))}\n"
            );
            if (before is null || !channel.Inputs.SequenceEqual(before.Inputs))
            {
                list.Append(CultureInfo.InvariantCulture, $"      < {InputsOf(channel)}\n");
            }
            else
            {
                list.Append(CultureInfo.InvariantCulture, $"      < {texts.AsBefore}\n");
            }

            before = channel;
        }

        return list.ToString();
    }

    private static string InputsOf(DerivedChannel channel) =>
        string.Join(
            ", ",
            channel.Inputs.Select(input =>
            {
                var names = string.Join('|', input.Names.Select(alias => WithUnit(alias.Name, alias.Unit)));
                return input.Otherwise switch
                {
                    null => names,
                    double.NaN => $"[{names}]",
                    var otherwise => $"[{names} = {otherwise}]",
                };
            })
        );

    private static string Written(ChannelOutput output) => WithUnit(output.Name, output.Unit);

    // "1" is the unit of what has none.
    private static string WithUnit(string name, string unit) => unit is "" or "1" ? name : $"{name} {unit}";
}
