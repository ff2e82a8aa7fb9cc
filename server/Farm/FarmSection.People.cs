using System.Globalization;
using Vigia.Server.Sms;
using Vigia.Wire;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>Values that are about people, days and places.</summary>
internal sealed partial class FarmSection
{
    /// <summary>A list of names that are known, or one of them alone.</summary>
    public IReadOnlyList<string> NamesOf(string key, IReadOnlyList<string> known, int most)
    {
        IList<YamlNode> written = Find(key) switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            var one => [one],
        };
        if (written.Count > most)
        {
            Refuse(key, Words.TooMany(written.Count, most));
            return [];
        }

        return [.. written.Where(name => IsKnown(key, name, known)).Select(name => $"{name}").Distinct()];
    }

    /// <summary>A list of names that nobody knows yet, or one of them alone; <c>off</c> is none.</summary>
    public IReadOnlyList<string> Identifiers(string key, int most)
    {
        YamlNode[] written = Find(key) switch
        {
            null => [],
            YamlScalarNode { Value: "off" } => [],
            YamlSequenceNode list => [.. list.Children],
            var one => [one],
        };
        foreach (var name in written.Where(name => !Topics.IsName($"{name}")))
        {
            Refuse(key, Words.NotAllowed($"{name}", Words.Name(Topics.MaxNameLength)));
        }

        if (written.Length > most)
        {
            Refuse(key, Words.TooMany(written.Length, most));
        }

        return [.. written.Select(name => $"{name}").Distinct()];
    }

    /// <summary>As people write it, in this country or in the world.</summary>
    public PhoneNumber Phone(string key, string countryCode)
    {
        if (Text(key, required: true) is not { } text)
        {
            return default;
        }

        if (PhoneNumber.Read(text, countryCode) is { } phone)
        {
            return phone;
        }

        // The number itself may be a person's: it is not said again.
        Refuse(key, Words.NotAllowed("…", Words.Phone));
        return default;
    }

    /// <summary>Digits that are no number: a country's code.</summary>
    public string Digits(string key, string otherwise, int most)
    {
        if (Text(key, required: false) is not { } text)
        {
            return otherwise;
        }

        if (text.Length <= most && text.All(char.IsAsciiDigit))
        {
            return text;
        }

        Refuse(key, Words.NotAllowed(text, Words.Between("1", new string('9', most))));
        return otherwise;
    }

    /// <summary>As <c>21:00-05:00</c>.</summary>
    public QuietHours? QuietHours(string key)
    {
        if (Text(key, required: false) is not { } text)
        {
            return null;
        }

        if (text.Split('-') is [var from, var to] && Clock(from) is { } begins && Clock(to) is { } ends)
        {
            return new QuietHours(begins, ends);
        }

        Refuse(key, Words.NotAllowed(text, Words.Hours));
        return null;
    }

    /// <summary>As <c>06:30</c>.</summary>
    public TimeOnly TimeOfDay(string key, TimeOnly otherwise)
    {
        if (Text(key, required: false) is not { } text)
        {
            return otherwise;
        }

        if (Clock(text) is { } time)
        {
            return time;
        }

        Refuse(key, Words.NotAllowed(text, Words.HourOfDay));
        return otherwise;
    }

    /// <summary>As <c>2026-01-31</c>.</summary>
    public DateOnly? Date(string key, bool required)
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(key, Words.NotAllowed(text, Words.Date));
        return null;
    }

    /// <summary>Where something lies; <c>altitude</c> may be left out.</summary>
    public Position? Position(string key)
    {
        if (Below(key) is not { } place)
        {
            return null;
        }

        place.AllowOnly(["latitude", "longitude", "altitude"]);
        return new Position(
            place.NumberWithin("latitude", -90, 90),
            place.NumberWithin("longitude", -180, 180),
            place.Has("altitude") ? place.NumberWithin("altitude", -430, 6000) : 0
        );
    }

    public double NumberWithin(string key, double least, double most)
    {
        var number = Number(key);
        if (number >= least && number <= most)
        {
            return number;
        }

        Refuse(key, Words.NotAllowed($"{number}", Words.Between($"{least}", $"{most}")));
        return least;
    }

    private bool IsKnown(string key, YamlNode name, IReadOnlyList<string> known)
    {
        if (known.Contains($"{name}"))
        {
            return true;
        }

        Add(name, $"{key}: {Words.Unknown($"{name}", Near($"{name}", known), string.Join(", ", known))}");
        return false;
    }

    private static TimeOnly? Clock(string text) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
