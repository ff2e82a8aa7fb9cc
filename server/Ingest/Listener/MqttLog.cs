using Microsoft.Extensions.Logging;
using MQTTnet.Diagnostics.Logger;

namespace Vigia.Server.Ingest.Listener;

/// <summary>What MQTTnet says, a step lower: what it calls an error is mostly a client's.</summary>
internal sealed class MqttLog(ILogger log) : IMqttNetLogger
{
    public bool IsEnabled => true;

    public void Publish(
        MqttNetLogLevel level,
        string source,
        string message,
        object[]? parameters,
        Exception? exception
    )
    {
        if (level < MqttNetLogLevel.Warning)
        {
            return;
        }

        var ours = level == MqttNetLogLevel.Error ? LogLevel.Warning : LogLevel.Debug;
        if (log.IsEnabled(ours))
        {
            var text = parameters is { Length: > 0 } ? string.Format(message, parameters) : message;
            log.Log(ours, exception, "{Source}: {Text}", source, text);
        }
    }
}
