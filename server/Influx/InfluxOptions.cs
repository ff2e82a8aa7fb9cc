namespace Vigia.Server.Influx;

/// <summary>Where the readings go for charts, and how patiently.</summary>
/// <param name="MinLines">Lines worth a request of their own; with fewer, <paramref name="Linger"/> is waited for more.</param>
/// <param name="MaxLines">Lines after which a batch ends, with the row it is in (≤ 256 lines more).</param>
/// <param name="Timeout">Of one request, from its first byte to the answer's last.</param>
/// <param name="CursorEvery">How often at most the cursor is written: what came since is sent again after a kill, to no effect.</param>
internal sealed record InfluxOptions(Uri Url, string Database, InfluxLogin? Login = null)
{
    public int MinLines { get; init; } = 1_000;

    public int MaxLines { get; init; } = 5_000;

    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan CursorEvery { get; init; } = TimeSpan.FromSeconds(5);

    public InfluxOptions Scaled(ServerOptions server) =>
        this with
        {
            Timeout = server.Scaled(Timeout),
            ShortestPause = server.Scaled(ShortestPause),
            LongestPause = server.Scaled(LongestPause),
        };
}

/// <summary>Basic authentication of InfluxDB 1.x.</summary>
internal sealed record InfluxLogin(string User, string Password)
{
    /// <summary>The password is the first line of a file that only the service may read.</summary>
    public static InfluxLogin FromFile(string user, string passwordFile) =>
        new(user, File.ReadLines(passwordFile).FirstOrDefault("").Trim());
}
