using System.IO.Compression;
using System.Security.Cryptography;

namespace Vigia.Server.Live;

/// <summary>The page's own files, out of the program: nothing is read from the disk, nothing from another place.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "live/";
    private const string Index = "index.html";

    private readonly IReadOnlyList<PageFile> files;

    public PageFiles()
    {
        var assembly = typeof(PageFiles).Assembly;
        files =
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => PageFile.From(assembly.GetManifestResourceStream(name)!, name[Prefix.Length..])),
        ];
    }

    public IReadOnlyList<PageFile> All => files;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var file in files)
        {
            routes.MapGet(file.Name == Index ? "/" : "/" + file.Name, (RequestDelegate)file.AnswerAsync);
        }
    }
}

/// <summary>One file, plain and packed.</summary>
internal sealed record PageFile(string Name, byte[] Plain, byte[] Packed, string ETag)
{
    private const int Quality = 9;

    /// <summary>Base-2 logarithm of bytes: 64 KB.</summary>
    private const int Window = 16;

    public static PageFile From(Stream stream, string name)
    {
        using var plain = new MemoryStream();
        using (stream)
        {
            stream.CopyTo(plain);
        }

        var bytes = plain.ToArray();
        return new PageFile(name, bytes, Pack(bytes), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ETag = ETag;
        // Asked for each time, answered with 304 while it is the same: a new version is seen at once.
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch == ETag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var packed = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        headers.ContentType = TypeOf(Name);
        headers.ContentEncoding = packed ? "br" : default;
        await http.Response.Body.WriteAsync(packed ? Packed : Plain, http.RequestAborted);
    }

    // The stream's own window is 4 MB and stays with the process; no file of ours is longer than this one.
    private static byte[] Pack(byte[] bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("Brotli had no room where it has room.");
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webmanifest" => "application/manifest+json; charset=utf-8",
            _ => "application/json; charset=utf-8",
        };
}
