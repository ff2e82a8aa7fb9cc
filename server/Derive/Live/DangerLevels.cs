namespace Vigia.Server.Derive.Live;

/// <summary>From where on GFWI is what: settings, not law.</summary>
internal sealed record DangerLevels(double Watch, double High, double Extreme)
{
    public static DangerLevels Default { get; } = new(10, 20, 30);

    public DangerLevel Of(double gfwi) =>
        gfwi >= Extreme ? DangerLevel.Extreme
        : gfwi >= High ? DangerLevel.High
        : gfwi >= Watch ? DangerLevel.Watch
        : DangerLevel.Low;
}

/// <summary>How dangerous grass fire is; from <see cref="High"/> on nobody burns anything today.</summary>
internal enum DangerLevel
{
    Low,
    Watch,
    High,
    Extreme,
}
