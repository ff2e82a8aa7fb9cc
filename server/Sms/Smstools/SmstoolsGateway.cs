namespace Vigia.Server.Sms.Smstools;

/// <summary>
/// A modem driven by smsd (SMS Server Tools 3). Keeps nothing itself: what is known of a message lies in the spool, so that
/// a killed service asks the spool and sends nothing twice.
/// </summary>
internal sealed class SmstoolsGateway(SmstoolsSpool spool, SmstoolsOptions options, TimeProvider machine) : ISmsGateway
{
    private readonly DeliveryReports reports = new(spool, machine);

    // Received files of a spool whose rights are not as they should be; smsd makes their names up, each once.
    private readonly HashSet<string> undeletable = [];
    private readonly VoiceCalls calls = new(spool, machine);
    private readonly StatusFile status = new(options.StatusFile);
    private readonly NetworkFile network = new(options.NetworkFile);

    public string Name => "smstools";

    public bool KnowsHandles => true;

    public Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop) => Task.FromResult(HandOver(sms));

    public Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop)
    {
        var asked = open.Take(SmsBounds.MaxAsked).ToList();
        var told = asked.Where(sms => sms.Progress == SmsProgress.Submitted).Select(Look).OfType<SmsReport>();
        var delivered = reports.Of([.. asked.Where(sms => sms.Progress == SmsProgress.Sent)]);
        return Task.FromResult<IReadOnlyList<SmsReport>>([.. told, .. delivered]);
    }

    public Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop) =>
        Task.FromResult(spool.TryTakeBack(sms.Handle));

    public Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop) =>
        calls.RingAsync(to, forSeconds, stop);

    public Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop)
    {
        var settled = machine.GetUtcNow().UtcDateTime - options.Settled;
        IReadOnlyList<IncomingSms> came =
        [
            .. spool
                .Files("incoming")
                .Where(file => file.LastWriteTimeUtc < settled && !undeletable.Contains(file.Name))
                .Select(Incoming)
                .OfType<IncomingSms>()
                .Take(SmsBounds.MaxIncoming),
        ];
        return Task.FromResult(came);
    }

    public Task ForgetAsync(IncomingSms sms, CancellationToken stop)
    {
        var name = sms.Id[..sms.Id.LastIndexOf('.')];
        if (!spool.TryDelete("incoming", name))
        {
            undeletable.Add(name);
        }

        return Task.CompletedTask;
    }

    public Task<GatewayHealth> CheckAsync(CancellationToken stop)
    {
        var missing = string.Join(", ", spool.MissingFolders());
        if (missing.Length > 0)
        {
            return Task.FromResult(GatewayHealth.Away($"{spool.Root} has no {missing}"));
        }

        var now = machine.GetUtcNow();
        var waiting = spool.Files("outgoing").Concat(spool.Files("checked")).ToList();
        var oldest =
            waiting.Count == 0 ? (TimeSpan?)null : now.UtcDateTime - waiting.Min(file => file.LastWriteTimeUtc);
        var proof = new[] { status.WrittenAt(), spool.LastSent() }.Max();
        var isSilent = status.WrittenAt() is { } written && now - written > options.SilentAfter;
        return Task.FromResult(
            new GatewayHealth(
                isSilent ? GatewayState.Silent
                    : oldest > options.StuckAfter ? GatewayState.Stuck
                    : GatewayState.Ready,
                waiting.Count,
                oldest,
                status.SignalDbm(),
                network.Read(now),
                proof,
                status.Words() ?? "smsd writes no status: is it running?"
            )
        );
    }

    private HandOver HandOver(OutgoingSms sms)
    {
        try
        {
            if (spool.MissingFolders().FirstOrDefault() is { } missing)
            {
                return Vigia.Server.Sms.HandOver.Unavailable($"{spool.Root}/{missing} is missing");
            }

            if (spool.FolderOf(sms.Handle) is null)
            {
                spool.Put(sms.Handle, SpoolFile.Write(sms, machine.GetUtcNow()));
            }

            return Vigia.Server.Sms.HandOver.Taken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Vigia.Server.Sms.HandOver.Unavailable(e.Message);
        }
    }

    private SmsReport? Look(SmsInHand sms) =>
        spool.FolderOf(sms.Handle) switch
        {
            "sent" => new SmsReport(sms.Handle, SmsProgress.Sent, spool.Read("sent", sms.Handle)?["Message_id"]),
            "failed" => Failed(sms, spool.Read("failed", sms.Handle)?["Fail_reason"] ?? "smsd gives no reason"),
            // A power cut took the folder's entry, or somebody cleared the spool.
            null => Failed(sms, "no longer in the spool"),
            _ => null,
        };

    private static SmsReport Failed(SmsInHand sms, string words) =>
        new(sms.Handle, SmsProgress.Failed, Words: SmsBounds.Words(words));

    private static IncomingSms? Incoming(FileInfo file)
    {
        if (SmstoolsSpool.Read(file.FullName) is not { } read || DeliveryReports.IsReport(read))
        {
            return null;
        }

        return read["From"] is { Length: > 0 } from && SmstoolsSpool.IdentityOf(file) is { } id
            ? new IncomingSms(id, from, read.Text(), new DateTimeOffset(file.LastWriteTimeUtc))
            : null;
    }
}

/// <param name="StatusFile">Where smsd writes how its modem is (<c>stats</c> folder, <c>status</c>); null: it does not.</param>
/// <param name="NetworkFile">Where it writes what the modem says of its network; null: it does not.</param>
/// <param name="StuckAfter">A message older than this in the queue tells of a modem or a network that is away.</param>
/// <param name="SilentAfter">A status that nobody has written for so long tells of a daemon that is no more.</param>
/// <param name="Settled">A received file is read when nobody has written it for so long.</param>
internal sealed record SmstoolsOptions(
    string? StatusFile,
    string? NetworkFile,
    TimeSpan StuckAfter,
    TimeSpan SilentAfter,
    TimeSpan Settled
)
{
    /// <summary>Where smsd writes its status: as <c>server/deploy/smsd.conf</c> has it, else as Debian's package has it.</summary>
    public static SmstoolsOptions Of(string spool)
    {
        var own = Path.Combine(spool, "stats", "status");
        var status = File.Exists(own) || Directory.Exists(Path.GetDirectoryName(own)) ? own : PackagedStatus;
        return new(
            status,
            Path.Combine(spool, "stats", "network"),
            TimeSpan.FromSeconds(90),
            TimeSpan.FromMinutes(3),
            TimeSpan.FromSeconds(1)
        );
    }

    private const string PackagedStatus = "/var/log/smstools/smsd_stats/status";
}
