using Vigia.Server.Alerts;
using Vigia.Server.Nodes;

namespace Vigia.Server.Cli;

internal sealed partial class TextsEn : Texts
{
    internal override Language Language => Language.English;

    public override string Help =>
        """
            vigia: takes what the farm's nodes say, loses none of it, and raises alarms.

            Usage: vigia VERB [options]

              demo             a whole simulated farm with its page, nothing to install
              serve            the service itself
              check FILE       say what is wrong in a farm file
              maintenance begin PLACE   work at a zone or node: no alarms from there for a while
              burn begin ZONE  somebody burns there on purpose: the brigade is not called for it
              sms status|send|in   the way of texts to phones: how it is, to try it, what came
              alerts           alerts that stand and stood, what happened with each; ack, snooze, note, false, close: your word
              user add NAME    give an account of the page; also: user role, password, remove, list
              drill fire       a fire drill by the whole way, with the time of each step
              people           who has the duty, and how many texts are left
              node add NAME    register a node and write its node.yaml and secret
              rebuild influx   write the whole ledger into InfluxDB again
              derive CHANNEL   compute what no sensor measures over a table: vpd, et0, gfwi ...
              qc               flag what is wrong in a column of a table (QARTOD)
              replay [RULE]    what the rules would have done on what is stored, or on a table
              report           one sheet for an assembly: alerts, answers, water, power, nodes

            vigia VERB --help tells more of each. --version prints the version.
            Every option may stand in the environment: --influx-db is VIGIA_INFLUX_DB.
            """;

    public override string ServeHelp =>
        """
            Usage: vigia serve [options]

              --data DIR             everything the service keeps (root: /var/lib/vigia, others: ~/.local/share/vigia)
              --site NAME            name of the farm, at the first start (granja)
              --mqtt ADDRESS:PORT    where nodes connect, without encryption (127.0.0.1:1883); off: not at all
              --mqtts ADDRESS:PORT   where nodes connect with TLS; needs --tls-cert and --tls-key (PEM files)
              --broker HOST:PORT     use this MQTT broker instead of listening
              --broker-user NAME     login there (SITE.server); --broker-secret FILE holds the password
              --broker-ca FILE       speak TLS with it; PEM of the CA
              --influx URL           write readings to this InfluxDB, e.g. http://127.0.0.1:8086
              --influx-db NAME       database there (vigia)
              --influx-user NAME     login there; --influx-secret FILE holds the password
              --http ADDRESS:PORT    the page, /healthz and /metrics (127.0.0.1:8080); off: not at all
              --https ADDRESS:PORT   the page, encrypted, with --tls-cert and --tls-key; from then on --http lets other machines
                                     read by a kiosk's link, and no more. --tls-ca FILE: the farm's CA, for phones to fetch
              --reserve SIZE         free disk below which nothing more is stored (512MB)
              --clock QUALITY        what stands behind this machine's clock: auto, none, rtc or ntp (auto)
              --clock-file FILE      a line offset=SECONDS in it shifts the clock, for tests
              --linger TIME          how long a transaction waits for company: 50ms, on an SD card 1s
              --sms WAY              how texts leave: smstools[:DIR], kannel:URL, smsgate:URL, twilio[:URL], template:FILE, dry
              --sms-secret FILE      user:password for it, in one line; --sms-from NUMBER is our own, for kannel and twilio
              --sms-second WAY       gets what the first has not sent after 60 s; --sms-second-secret FILE
              --sms-to NUMBER,...    phones that get every message, beside the people of the farm file
            """;

    public override string DemoHelp =>
        """
            Usage: vigia demo [SCENARIO] [options]

            A whole farm of nine simulated nodes, each the agent that runs on a Raspberry Pi, with its server and its page.

              calm         a day like any other (the ordinary one)
              fire         a grass fire runs from one post to the next
              drought      the irrigation of a greenhouse fails
              dry-pump     the pump runs dry
              barn-fan     the fan of the pig barn stops
              dead-node    the warehouse's node loses its power for good
              power-cut    the mains fail for six minutes

              --scenario NAME        the same as SCENARIO
              --speed N              the farm's time runs N times as fast, 1 to 1000 (1); protocol and disks keep their pace
              --for 30s              end by itself: so long by this machine's clock nothing but sampling, then at most 10 s to
                                     bring what the nodes still hold; then count and end (see below)
              --weather FILE         hourly observations as CSV: columns yr, mon, day, hr, temp, rh, prec and, if known, ws
              --electronics FILE     noise, drift and faults of the simulated boards, as YAML
              --seed N               another number gives another weather and other faults (1)
              --http ADDRESS:PORT    the page, /healthz and /metrics (127.0.0.1:8080); port 0: any free one
              --mqtt ADDRESS:PORT    where the nodes connect (127.0.0.1:1883); port 0: any free one
              --influx URL           also write to this InfluxDB
              --influx-db NAME       database there (vigia_demo)
              --farm FILE            another farm file over the same nodes
              --sms WAY              send the texts really, e.g. smstools:FOLDER; the numbers as delivered belong to nobody
              --sms-secret FILE      user:password for it
              --keep DIR             keep all files in this new folder

            Without --keep everything lives in a fresh temporary folder, which is deleted at the end. Ctrl-C ends it.
            With --for the last line is "sampled N, stored N, lost N, refused N, alarms N, messages N". It counts packs of
            readings by their identity (node, boot, seq), in the nodes' own lists and in the stores; exit code 1 when one is lost.
            """;

    public override string CheckHelp =>
        """
            Usage: vigia check [FILE]
                   vigia check --schema > farm.schema.json

            Reads a farm file (farm.yaml in the present folder, when none is named) and says all that is wrong in it: file, line,
            key, value and what is allowed. Ends with 0 when it is good, with 1 when it is not; warnings change nothing of that.

              --schema         print the JSON Schema of the farm file, for an editor that completes and checks while one types
            """;

    public override string NodeHelp =>
        """
            Usage: vigia node add NAME [options]

              --server HOST:PORT     where the node finds this server; it is written into node.yaml
              --out DIR              where node.yaml and node.secret are written (the present folder)
              --zone NAME            the zone the node stands in
              --data DIR             data folder of the server
              --site NAME            name of the farm, if the server has never been started

            The server keeps only a hash of the secret. Adding a node again gives it a new secret.
            """;

    public override string RebuildHelp =>
        """
            Usage: vigia rebuild influx [--data DIR]

            Writes every row of the ledger to InfluxDB again. What is there already stays as it is.
            """;

    public override string MaintenanceHelp =>
        """
            Usage: vigia maintenance begin PLACE [--for T] [--reason WORDS] [--data DIR]
                   vigia maintenance end PLACE [--data DIR]

            Somebody works at a zone or a node: what is measured there raises no alarm. It ends by itself.

              --for T          how long: 1m to 72h (1h)
              --reason WORDS   why, for those who look at the page
              --data DIR       the running server's data folder
            """;

    public override string NeedsVerb =>
        "Say what to do: demo, serve, check, maintenance begin, maintenance end, burn begin, burn end, alerts, node add, rebuild influx, derive, qc, replay or report; vigia --help tells more.";

    public override string UnknownWord(string word, string nearest) =>
        $"I don't know '{word}'." + (nearest.Length > 0 ? $" Did you mean {nearest}?" : "");

    public override string NeedsValue(string option) => $"{option} needs a value.";

    public override string SaidTwice(string option) => $"{option} was said more than once.";

    public override string NotAnAddress(string option, string value) =>
        $"{option}: '{value}' is no address; write 127.0.0.1:1883.";

    public override string NotATime(string option, string value) =>
        $"{option}: '{value}' is no time; write 50ms, 1s, 10m or 7d.";

    public override string NotASize(string option, string value) =>
        $"{option}: '{value}' is no size; write 64MB or 2GB.";

    public override string NotANumber(string option, string value, string range) =>
        $"{option}: '{value}' is no number of {range}.";

    public override string NotOneOf(string option, string value, string allowed) =>
        $"{option}: '{value}' is not one of {allowed}.";

    public override string NotAPhone(string option, string value) =>
        $"{option} {value}: not a phone; right is +58 414-1234567 or 0414-1234567";

    public override string NotAUrl(string option, string value) =>
        $"{option}: '{value}' is no address of an InfluxDB; write http://127.0.0.1:8086.";

    public override string NotAName(string what, string value) =>
        $"{what}: '{value}' is no name; use 1 to 32 of a-z, 0-9 and -, and not 'server'.";

    public override string NeedsNode => "Say which node: vigia node add NAME.";

    public override string NeedsServerAddress => "Say where the node finds the server: --server HOST:PORT.";

    public override string NodeAdded(string node, string folder) =>
        $"{node} is registered; {folder} has its node.yaml and node.secret. Carry both to the node, keep the secret nowhere else.";

    public override string NoSuchFile(string option, string file) => $"{option}: there is no file {file}.";

    public override string FolderNotEmpty(string option, string folder) =>
        $"{option}: {folder} is not empty; name a new folder.";

    public override string FolderInUse(string folder) =>
        $"Another vigia works in {folder}: end that one, or choose another --data.";

    public override string CannotUse(string path, string reason) => $"I can't use {path}: {reason}";

    public override string PortTaken(string option, string address) =>
        $"{address} is taken by another program: choose another with {option}.";

    public override string Identity(IdentityProblem problem, string detail) =>
        problem switch
        {
            IdentityProblem.OtherSite =>
                $"This data folder belongs to the site '{detail}': leave --site out, or choose another --data.",
            IdentityProblem.MissingBesideLedger =>
                $"There is a ledger but {detail} is missing: bring it back from a backup. A new identity would be refused by every node.",
            _ => $"{detail} is damaged: bring it back from a backup.",
        };

    public override string Tls(TlsProblem problem, string file, string detail) =>
        problem switch
        {
            TlsProblem.CannotRead => $"{file} cannot be read: {detail}",
            TlsProblem.NoCertificate => $"{file} holds no certificate in PEM.",
            TlsProblem.NotItsKey => $"{file} is not the key of the certificate: {detail}",
            _ => $"{file} did not sign the server's certificate: phones that trust it would not trust this server.",
        };

    public override string FarmCa(string fingerprint) =>
        $"Phones fetch the farm's certificate at {Live.PageEncryption.CaPath}; its SHA-256 fingerprint, to compare: {fingerprint}";

    public override string PageInTheClear(string address) =>
        $"The page is on {address} without encryption: passwords can be read by whoever is on that network. See --https.";

    public override string FirstSignIn(string url) =>
        $"Nobody has a password yet. Choose the first one here (good once): {url}";

    public override string Failed(string reason) => $"vigia had to give up: {reason}";

    public override string RebuildAsked => "The ledger is being written to InfluxDB again.";

    public override string RebuildProgress(long row, long of) => $"{row} of {of} rows";

    public override string RebuildDone(long rows) => $"All {rows} rows are in InfluxDB.";

    public override string RebuildOffline =>
        "The server is not running: it will write the whole ledger to InfluxDB at its next start.";

    public override string NoInflux => "This server writes to no InfluxDB: start it with --influx.";

    public override string NothingHere(string folder) => $"There is no vigia in {folder}: say --data.";

    public override string FarmFileRefused => "The farm file can't be used:";

    public override string FarmFileGood(string file, long zones, long nodes, long rules) =>
        $"{file}: good: {Count(zones, "zone")}, {Count(nodes, "node")}, {Count(rules, "rule")}";

    public override string NoFarmFile(string file) => $"There is no {file}: say which file, vigia check FILE.";

    public override string NeedsPlace => "Say which zone or node: vigia maintenance begin PLACE.";

    public override string NoServer(string folder) => $"No server runs in {folder}: start it, or say --data.";

    public override string NoSuchPlace(string place, string nearest) =>
        $"The farm has no zone and no node {place}." + (nearest.Length > 0 ? $" Did you mean {nearest}?" : "");

    public override string MaintenanceBegun(string place, string until) =>
        $"{place}: under maintenance until {until}; nothing measured there raises an alarm.";

    public override string MaintenanceEnded(string place) => $"{place}: maintenance ended; alarms as before.";

    public override string MaintenanceRefused(string place, MaintenanceAnswer why) =>
        why switch
        {
            MaintenanceAnswer.BadSpan => "--for: allowed 1m to 72h.",
            MaintenanceAnswer.TooMany => $"As many places as can be are under maintenance ({MaintenanceBook.Max}).",
            MaintenanceAnswer.NotUnder => $"{place} is not under maintenance.",
            _ => "It could not be stored: try again.",
        };

    public override string DemoNeedsAgent(string path) =>
        $"The agent is not built: {path} is missing. Run: dotnet build edge/Agent";

    public override string DemoBegins(string http, string mqtt, string folder) =>
        $"""
            Vigía, a demonstration: a farm of nine simulated nodes, each the agent that runs on a Raspberry Pi.
              the page           http://{http}/
              nodes connect to   mqtt://{mqtt}
              files              {folder}   Ctrl-C ends it
            """;

    public override string DemoSignIn(string name, string password) =>
        $"  sign in as         {name}   password {password}";

    public override string DemoScenario(string name, string title) => $"Scenario {name}: {title}.";

    public override string DemoWillHappen(string time, string what) => $"  at {time} {what}";

    public override string DemoRaised(string code, string place, string what) => $"ALERT {code}  {place}: {what}";

    public override string DemoAcknowledged(string code, string place, string what) => $"seen {code}   {place}: {what}";

    public override string DemoCleared(string code, string place, string what) => $"over {code}   {place}: {what}";

    public override string DemoState(long stored, long heard, long nodes, long open) =>
        $"packs stored: {stored}, nodes heard: {heard} of {nodes}, open alerts: {open}";

    public override string DemoAgentDied(long code, string words) =>
        $"The nodes' program ended unasked, with code {code}: {words}";

    private static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
