using System.Globalization;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Browser.Kit;

/// <summary>The barn's node: it says each second what a test wants it to measure.</summary>
internal sealed class SpeakingNode(int port, string secret) : IAsyncDisposable
{
    public const string Name = "cerdos-1";

    /// <summary>At which nothing stands.</summary>
    public const double Cool = 27;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly IMqttClient mqtt = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource end = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Task beating = Task.CompletedTask;
    private double temperature = Cool;

    public async Task BeginAsync()
    {
        await ConnectAsync();
        beating = BeatAsync();
    }

    /// <summary>From now on this is measured; returns when the server has stored the first of it.</summary>
    public async Task MeasureAsync(double celsius)
    {
        temperature = celsius;
        await Eventually.Until("the server stores what is measured", TrySayAsync);
    }

    public Task ConnectAsync()
    {
        var user = Topics.ClientId(Farm.Site, Name);
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port)
            .WithClientId(user)
            .WithCredentials(user, secret)
            .WithCleanStart()
            .Build();
        return Eventually.Until(
            "the node is let in",
            async () =>
            {
                try
                {
                    await mqtt.ConnectAsync(options, end.Token);
                    return true;
                }
                catch (MqttCommunicationException)
                {
                    return false;
                }
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await beating;
        mqtt.Dispose();
        end.Dispose();
        oneAtATime.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                // While the server is away nothing is kept: what is measured meanwhile is no test's.
                await TrySayAsync();
                await Task.Delay(Beat, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    // A plain device is answered when what it said is stored.
    private async Task<bool> TrySayAsync()
    {
        await oneAtATime.WaitAsync(end.Token);
        try
        {
            if (!mqtt.IsConnected)
            {
                return false;
            }

            var said = await mqtt.PublishStringAsync(
                Topics.Of(Farm.Site, Name, Channel.Plain),
                Pack(),
                MqttQualityOfServiceLevel.AtLeastOnce,
                cancellationToken: end.Token
            );
            return said.IsSuccess;
        }
        catch (MqttCommunicationException)
        {
            return false;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private string Pack()
    {
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            [{"bn":"{{Name}}/","bt":{{seconds:0.000}},"n":"temperature","u":"Cel","v":{{temperature}}},
             {"n":"humidity","u":"%RH","v":61.5},{"n":"nh3","u":"ppm","v":8},{"n":"state-fan","u":"boolean","v":1}]
            """
        );
    }
}
