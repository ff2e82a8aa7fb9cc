using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>
/// Several who see that a message reaches people, in order. The first that does not take it says when to try again; those before it
/// are announced the same message once more, and know it.
/// </summary>
internal sealed class Announcers(IReadOnlyList<IAnnouncer> all) : IAnnouncer
{
    public async Task<HandOver> AnnounceAsync(Message message, CancellationToken stop)
    {
        foreach (var one in all)
        {
            var answer = await one.AnnounceAsync(message, stop);
            if (answer.State != HandOverState.Taken)
            {
                return answer;
            }
        }

        return HandOver.Taken;
    }
}
