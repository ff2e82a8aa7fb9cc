using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Sms;

/// <summary>
/// Every message to the same few phones, by the outbox of texts. Taken means committed there, or where no disk keeps anything
/// any more, on its way from memory.
/// </summary>
internal sealed class PhoneAnnouncer(
    IReadOnlyList<PhoneNumber> phones,
    FarmBook farm,
    Courier courier,
    TimeProvider machine
) : IAnnouncer
{
    /// <summary>Phones named on the command line.</summary>
    public const int MaxPhones = 20;

    private static readonly TimeSpan FireLasts = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan OthersLast = TimeSpan.FromHours(6);

    public Task<HandOver> AnnounceAsync(Message message, CancellationToken stop)
    {
        var rows = phones.Select(phone => RowOf(message, phone)).ToList();
        if (message.Kind == MessageKind.Cleared)
        {
            // What people of the farm are told about its end is others' to write and to cancel.
            foreach (var phone in phones)
            {
                courier.CancelAbout(message.Alert.Id, keep: message.Id, to: phone);
            }
        }

        if (!courier.TryPut(rows))
        {
            courier.SendUnstored(rows);
        }

        return Task.FromResult(HandOver.Taken);
    }

    // Asked each time: the farm file may have changed.
    private bool IsFire(string rule) => farm.Plan.Rules.OfType<FireRule>().Any(known => known.Name == rule);

    private SmsRow RowOf(Message message, PhoneNumber phone)
    {
        var isFire = message.Kind != MessageKind.Cleared && IsFire(message.Alert.Rule);
        var nowMs = machine.GetUtcNow().ToUnixTimeMilliseconds();
        var lasts = isFire ? FireLasts : OthersLast;
        return new SmsRow(
            $"{message.Id}-{phone.Digits}",
            message.Id,
            phone,
            message.Text,
            isFire ? SmsPriority.Fire : SmsPriority.Ordinary,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: nowMs,
            NextMs: nowMs,
            TroubledMs: null,
            NotAfterMs: nowMs + (long)lasts.TotalMilliseconds,
            Alert: message.Alert.Id
        );
    }
}
