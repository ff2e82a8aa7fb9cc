namespace Vigia.Server.Sms.Smstools;

/// <summary>
/// Calls by smsd (3.1, <c>Voicecall</c>): it dials, and hangs up when the time is over. A call has its turn between texts; one
/// that the modem has not begun in time is taken back, so that nobody is woken for what is long over.
/// </summary>
internal sealed class VoiceCalls(SmstoolsSpool spool, TimeProvider machine)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public async Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop)
    {
        var time = SmsBounds.Ring(forSeconds);
        var handle = $"ring-{Guid.CreateVersion7():N}.0";
        try
        {
            if (spool.MissingFolders().FirstOrDefault() is { } missing)
            {
                return RingAnswer.Unavailable($"{spool.Root}/{missing} is missing");
            }

            spool.Put(handle, SpoolFile.WriteCall(to, time, handle));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RingAnswer.Unavailable(e.Message);
        }

        try
        {
            return await OutcomeAsync(handle, time, stop);
        }
        catch (OperationCanceledException)
        {
            spool.TryTakeBack(handle);
            throw;
        }
    }

    private async Task<RingAnswer> OutcomeAsync(string handle, TimeSpan time, CancellationToken stop)
    {
        var begun = machine.GetTimestamp();
        while (true)
        {
            switch (spool.FolderOf(handle))
            {
                case "sent":
                    return RingAnswer.Rang(spool.Read("sent", handle)?["Result"]);
                case "failed":
                    return RingAnswer.Unavailable(
                        spool.Read("failed", handle)?["Fail_reason"] ?? "smsd gives no reason"
                    );
                case null:
                    return RingAnswer.Unavailable("no longer in the spool");
            }

            var waited = machine.GetElapsedTime(begun);
            if (waited > SmsBounds.RingPatience && spool.TryTakeBack(handle))
            {
                return RingAnswer.Unavailable($"the modem did not dial in {SmsBounds.RingPatience.TotalSeconds:0} s");
            }

            if (waited > SmsBounds.RingPatience + time)
            {
                return RingAnswer.Unavailable("smsd tells no end of the call");
            }

            await Task.Delay(LookEvery, machine, stop);
        }
    }
}
