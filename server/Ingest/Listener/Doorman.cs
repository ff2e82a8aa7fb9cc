using MQTTnet.Packets;
using MQTTnet.Protocol;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>What became of a CONNECT. The names are label values of <c>vigia.ingress.logins</c>.</summary>
internal enum LoginVerdict
{
    Welcome,

    /// <summary>The client id is not the user, or there is none.</summary>
    WrongClientId,

    /// <summary>A user nobody added, or not with this secret.</summary>
    UnknownNode,

    /// <summary>A last will on a topic that is not the node's own <c>death</c>, or a large one.</summary>
    ForbiddenWill,

    /// <summary>The identity changed hands a moment ago.</summary>
    TakeoverTooSoon,

    /// <summary>The connection in its place would not end.</summary>
    StillEnding,
}

/// <summary>Lets nodes in: each by its own name and secret, one connection a node.</summary>
internal sealed class Doorman(
    ServerOptions place,
    INodeRegister register,
    IInbox inbox,
    Post post,
    TakeoverBook takeovers
)
{
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(5);

    private readonly StrangerNames strangers = new();

    public async Task<MqttConnectReasonCode> JudgeAsync(Connection connection)
    {
        var verdict = await LogInAsync(connection, connection.Connect!);
        IngressMeter.CountLogin(verdict.ToString());
        return verdict switch
        {
            LoginVerdict.Welcome => MqttConnectReasonCode.Success,
            LoginVerdict.WrongClientId => MqttConnectReasonCode.ClientIdentifierNotValid,
            LoginVerdict.UnknownNode => MqttConnectReasonCode.BadUserNameOrPassword,
            LoginVerdict.ForbiddenWill => MqttConnectReasonCode.NotAuthorized,
            _ => MqttConnectReasonCode.ServerBusy,
        };
    }

    private async Task<LoginVerdict> LogInAsync(Connection connection, MqttConnectPacket connect)
    {
        if (string.IsNullOrEmpty(connect.ClientId) || connect.ClientId != connect.Username)
        {
            Refuse(connect.ClientId, Refusal.UnknownNode);
            return LoginVerdict.WrongClientId;
        }

        if (!register.Verify(connect.Username, connect.Password, out var node) || connect.ClientId != ClientId(node))
        {
            Refuse(connect.ClientId, Refusal.UnknownNode);
            return LoginVerdict.UnknownNode;
        }

        var rights = new NodeRights(place.Site, node);
        if (connect.WillFlag && (connect.WillTopic != rights.DeathTopic || connect.WillMessage?.Length > Pack.MaxBytes))
        {
            Refuse(connect.ClientId, Refusal.ForbiddenTopic);
            return LoginVerdict.ForbiddenWill;
        }

        return await TakePlaceAsync(connection, rights);
    }

    private async Task<LoginVerdict> TakePlaceAsync(Connection connection, NodeRights rights)
    {
        while (!post.TryEnter(rights.Node, connection, out var present))
        {
            if (!present.IsClosed && !takeovers.MayTakeOver(rights.Node))
            {
                return LoginVerdict.TakeoverTooSoon;
            }

            // All of the old connection, its last will included, comes before anything of the new one.
            present.Close(CloseReason.TakenOver);
            if (await Task.WhenAny(present.Ended, Task.Delay(EndingTime)) != present.Ended)
            {
                return LoginVerdict.StillEnding;
            }
        }

        connection.LogIn(rights);
        return LoginVerdict.Welcome;
    }

    private string ClientId(string node) => Topics.ClientId(place.Site, node);

    private void Refuse(string? clientId, Refusal reason)
    {
        var prefix = place.Site + ".";
        var claimed = clientId?.StartsWith(prefix, StringComparison.Ordinal) == true ? clientId[prefix.Length..] : "";
        inbox.Refuse(strangers.Of(claimed), reason, []);
        IngressMeter.CountRefused(reason);
    }
}
