using Microsoft.Extensions.Logging;

namespace Vigia.Edge;

/// <summary>Loggers that say which node of the process speaks.</summary>
internal sealed class NodeLoggers(ILoggerFactory all, string node) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => all.CreateLogger($"{node} {ShortOf(categoryName)}");

    public void AddProvider(ILoggerProvider provider) => all.AddProvider(provider);

    // The process's own factory belongs to the host.
    public void Dispose() { }

    private static string ShortOf(string category) => category[(category.LastIndexOf('.') + 1)..].ToLowerInvariant();
}
