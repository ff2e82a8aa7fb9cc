using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Alerts;
using Vigia.Server.Health;
using Vigia.Server.Nodes;
using Vigia.Server.Rules.Service;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Calls.Kit;
using Vigia.Tests.Influx;
using Vigia.Tests.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>What the parts of the service say, as the rules about Vigía see it.</summary>
public sealed class ServiceProbesTests : IDisposable
{
    private readonly FollowerPlace place = new();
    private readonly ServerState state = new();
    private readonly Way first = new();
    private readonly Way second = new();
    private readonly Courier courier;
    private readonly SmsPath path;
    private readonly ServiceProbes probes;
    private readonly Vigia.Server.Farm.FarmBook farm;
    private readonly SirenPlace sirens;
    private readonly FakeTimeProvider machine = new(DateTimeOffset.UtcNow);
    private readonly Certificates certificates;

    public ServiceProbesTests()
    {
        courier = new Courier(
            place.Store,
            [first, second],
            CourierOptions.Default,
            TimeProvider.System,
            NullLogger<Courier>.Instance
        );
        path = new SmsPath(courier, SmsPathOptions.Default, TimeProvider.System, NullLogger<SmsPath>.Instance);
        farm = new Vigia.Server.Farm.FarmBook(Vigia.Server.Farm.FarmPlan.Empty);
        sirens = new SirenPlace(place.Store, path, farm);
        certificates = new Certificates(machine, NullLogger<ServerCertificate>.Instance);
        probes = new ServiceProbes(state, place.Store, path, sirens.Desk, certificates);
    }

    public void Dispose()
    {
        sirens.Dispose();
        courier.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task Ways_that_fail_one_after_the_other_are_told_apart()
    {
        await path.LookAsync(default);
        Assert.Null(Of(ServiceRules.Phones));

        first.Health = GatewayHealth.Away("no spool");
        await path.LookAsync(default);
        Assert.Equal(ServiceTrouble.SecondWay, Of(ServiceRules.Phones));

        second.Health = new GatewayHealth(GatewayState.Stuck);
        await path.LookAsync(default);
        Assert.Equal(ServiceTrouble.NoWay, Of(ServiceRules.Phones));
    }

    [Fact]
    public void A_full_disk_a_ledger_and_a_store_that_take_nothing_are_told_apart()
    {
        Assert.Null(Of(ServiceRules.Store));

        state.Store = StoreState.Full;
        Assert.Equal(ServiceTrouble.DiskFull, Of(ServiceRules.Store));

        state.Store = StoreState.Down;
        Assert.Equal(ServiceTrouble.LedgerDown, Of(ServiceRules.Store));

        place.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);
        place.Store.TryWrite("anything", db => CursorTable.Write(db, "a", new Cursor("e", 1)));
        Assert.Equal(ServiceTrouble.AlertsDown, Of(ServiceRules.Store));
        place.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
    }

    [Fact]
    public void Without_influxdb_nobody_misses_its_charts() => Assert.Null(Of(ServiceRules.Charts));

    [Fact]
    public void A_certificate_is_asked_for_three_weeks_before_its_end_and_more_gravely_in_the_last()
    {
        using var tls = new FarmCertificate();
        Assert.Null(Of(ServiceRules.Certificate));
        var left = certificates.Open(tls.Files).Left;

        machine.Advance(left - ServiceProbes.CertificateEnds);
        Assert.Null(Of(ServiceRules.Certificate));
        machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ServiceTrouble.CertificateEnds, Of(ServiceRules.Certificate));
        machine.Advance(ServiceProbes.CertificateEnds - ServiceProbes.CertificateOver);
        Assert.Equal(ServiceTrouble.CertificateOver, Of(ServiceRules.Certificate));
        machine.Advance(ServiceProbes.CertificateOver);
        Assert.Equal(ServiceTrouble.CertificateOver, Of(ServiceRules.Certificate));
    }

    [Fact]
    public void A_new_certificate_in_the_same_files_is_enough()
    {
        using var tls = new FarmCertificate();
        certificates.Open(tls.Files);
        machine.Advance(TimeSpan.FromDays(45));
        Assert.Equal(ServiceTrouble.CertificateOver, Of(ServiceRules.Certificate));

        tls.Renew(lasts: TimeSpan.FromDays(100));
        File.SetLastWriteTimeUtc(tls.CertificateFile, DateTime.UtcNow.AddMinutes(1));
        machine.Advance(ServerCertificate.LookEvery);

        Assert.Null(Of(ServiceRules.Certificate));
    }

    private ServiceTrouble? Of(string rule) => probes.Look().Single(sight => sight.Rule == rule).Trouble;

    private sealed class Way : ISmsGateway
    {
        public GatewayHealth Health { get; set; } = new(GatewayState.Ready);

        public string Name => "way";

        public bool KnowsHandles => true;

        public Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop) => Task.FromResult(HandOver.Taken);

        public Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<SmsReport>>([]);

        public Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop) => Task.FromResult(false);

        public Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<IncomingSms>>([]);

        public Task ForgetAsync(IncomingSms sms, CancellationToken stop) => Task.CompletedTask;

        public Task<GatewayHealth> CheckAsync(CancellationToken stop) => Task.FromResult(Health);

        public Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop) =>
            Task.FromResult(default(RingAnswer)!);
    }
}
