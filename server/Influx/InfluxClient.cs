using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Vigia.Server.Influx;

/// <summary>
/// InfluxDB's HTTP interface of 1.x (2.x and 3 answer it too). Trouble of any kind is an answer, never an exception.
/// </summary>
internal sealed class InfluxClient : IDisposable
{
    // What InfluxDB says of a refusal is a sentence; a page of a proxy is cut.
    private const int MaxWords = 500;

    private readonly HttpClient http;
    private readonly InfluxOptions options;
    private readonly TimeProvider machine;
    private readonly Uri write;
    private readonly Uri create;

    public InfluxClient(InfluxOptions options, TimeProvider machine)
    {
        this.options = options;
        this.machine = machine;
        var database = Uri.EscapeDataString(options.Database);
        write = new Uri(options.Url, $"write?db={database}&precision=ms");
        create = new Uri(options.Url, "query");
        http = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1024 * 1024,
        };
        if (options.Login is { } login)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password}"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", pair);
        }
    }

    public async Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken stop)
    {
        using var body = new ReadOnlyMemoryContent(lines);
        return await PostAsync(write, body, stop);
    }

    public async Task<InfluxAnswer> CreateDatabaseAsync(CancellationToken stop)
    {
        var name = options.Database.Replace("\\", @"\\").Replace("\"", "\\\"");
        using var body = new FormUrlEncodedContent([new("q", $"CREATE DATABASE \"{name}\"")]);
        return await PostAsync(create, body, stop);
    }

    public void Dispose() => http.Dispose();

    private async Task<InfluxAnswer> PostAsync(Uri to, HttpContent body, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(options.Timeout, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using var answer = await http.PostAsync(to, body, either.Token);
            var words =
                answer.StatusCode == HttpStatusCode.NoContent
                    ? ""
                    : await answer.Content.ReadAsStringAsync(either.Token);
            return InfluxAnswer.Of(answer.StatusCode, words.Length > MaxWords ? words[..MaxWords] : words);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new InfluxAnswer(InfluxAnswerKind.Unavailable, $"no answer in {options.Timeout.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new InfluxAnswer(InfluxAnswerKind.Unavailable, e.InnerException?.Message ?? e.Message);
        }
    }
}
