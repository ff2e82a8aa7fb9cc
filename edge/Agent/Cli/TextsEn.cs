using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Nature;
using Vigia.Wire;

namespace Vigia.Edge.Cli;

internal sealed class TextsEn : Texts
{
    public override string Help =>
        """
            vigia-edge: samples this node's sensors and loses none of it on the way to the server.

            Usage: vigia-edge VERB [options]

              run        sample and send, as the service does
              simulate   the same with simulated sensors, for tests and demonstrations
              sense      ask the sensors here and now: value, unit, raw bytes, fault and what to do
              siren      sound the siren of this node, or make sure that it is silent
              check      look at a node.yaml and say everything that is wrong with it

            vigia-edge VERB --help tells more of each. --version prints the version.
            Every option may stand in the environment: --clock-file is VIGIA_EDGE_CLOCK_FILE.
            VIGIA_EDGE_TIMERS=0.1 makes the timers of the protocol ten times faster (tests).
            """;

    public override string RunHelp =>
        """
            Usage: vigia-edge run [options]

              --node FILE     the node's file (/etc/vigia-edge/node.yaml)
              --data DIR      where unsent readings are kept (root: /var/lib/vigia-edge, others: ~/.local/share/vigia-edge)
              --ledger FILE   write down every pack that was sampled, for tests; {node} stands for the node's name
            """;

    public override string SimulateHelp =>
        """
            Usage: vigia-edge simulate NODE.yaml... [options]

              --data DIR             where unsent readings are kept; each node has a folder of its own in it
              --ledger FILE          write down every pack that was sampled; {node} stands for the node's name
              --seed N               another number gives another weather (0)
              --every 1s             ask every sensor at this interval, whatever its node.yaml says
              --clock-file FILE      lines offset=-3600.5, quality=none|rtc|ntp, boot=c01d, up=+60; read again when it changes.
                                     Without it the nodes have the true time and say NTP.
              --scenario NAME        a day at the farm and what goes wrong on it: calm, fire, drought, dry-pump, barn-fan, dead-node
                                     or power-cut. Without it nothing goes wrong by itself.
              --weather FILE.csv     real hourly observations instead of the almanac's: columns yr, mon, day, hr, temp (°C), rh (%),
                                     prec (mm) and, if there is one, ws (km/h); their first day becomes today
              --electronics FILE     how noisy sensors, supply and network are; without it the ordinary ones with --scenario,
                                     ideal ones without
              --speed N              the farm's time goes so many times faster: 1 to 1000 (1)
              --origin MS            when the farm's time was the machine's, in Unix milliseconds (now)
              --world FILE           lines heat=45, fault=none|unplugged|stuck|noise; read again when it changes
              --outputs FILE         write down every change of an output line: UNIXMS NODE LINE 0|1
              --for 10s              sample so long, let the outbox drain (10 s at most), say what was sampled and is held
              --until-stdin-closes   end when the standard input does
            """;

    public override string SenseHelp =>
        """
            Usage: vigia-edge sense [NAME...] [options]

            Asks the sensors of a node.yaml, all or those of these names (a sensor's or a point's), and says of each point:
            value, unit, raw bytes, flag (1 good, 4 bad, 9 missing), and of a fault what to do. Ends with 1 if there was one.
            I2C and 1-wire can be asked beside a running agent; a GPIO line has one owner only: stop vigia-edge.service first.

              --node FILE     the node's file (/etc/vigia-edge/node.yaml)
              --live          ask at each sensor's interval until Ctrl-C
              --simulate      ask simulated sensors, without any hardware
              --world FILE    with --simulate: lines heat=45, fault=none|unplugged|stuck|noise
            """;

    public override string SirenHelp =>
        """
            Usage: vigia-edge siren [options]

            Sounds the siren of a node.yaml, so that one hears that it works: tell the neighbours first. Ctrl-C ends it at once.
            A GPIO line has one owner only: stop vigia-edge.service first.

              --node FILE     the node's file (/etc/vigia-edge/node.yaml)
              --for 2s        so long, at most what node.yaml allows (2s)
              --off           only make sure that it is silent: what the unit runs after a crash
              --simulate      without any hardware
            """;

    public override string CheckHelp =>
        """
            Usage: vigia-edge check [NODE.yaml...]

            Says everything that is wrong with the files and ends with 1, or says that they are good and ends with 0.
            Without a file it looks at /etc/vigia-edge/node.yaml.
            """;

    public override string NeedsVerb =>
        "Say what to do: run, simulate, sense, siren or check; vigia-edge --help tells more.";
    public override string NeedsNodeFile => "Say which node to simulate: vigia-edge simulate NODE.yaml";
    public override string OneLedgerForAll => "--ledger needs {node} in the file's name when there are several nodes.";

    public override string UnknownWord(string word, string nearest) =>
        $"I don't know '{word}'." + (nearest.Length > 0 ? $" {DidYouMean(nearest)}" : "");

    public override string NeedsValue(string option) => $"{option} needs a value.";

    public override string SaidTwice(string option) => $"{option} was said more than once.";

    public override string NotATime(string option, string value) =>
        $"{option}: '{value}' is no time; write 200ms, 5s, 10m or 1h.";

    public override string NotANumber(string option, string value, string allowed) =>
        $"{option}: '{value}' is not a number of {allowed}.";

    public override string NotOneOf(string option, string value, string allowed) =>
        $"{option}: '{value}' is not one of {allowed}.";

    public override string NotTogether(string option, string other) => $"{option} can't be used together with {other}.";

    public override string SameNodeTwice(string name) => $"{name} is in two of the files; a node can run only once.";

    public override string InUse(string data) =>
        $"Another vigia-edge works on this node's data in {data}: stop it first, or give this one another --data.";

    public override string Failed(string reason) => $"vigia-edge had to give up: {reason}";

    public override string Good(NodeConfig node) =>
        $"{node.Site}.{node.Node} is good. Sensors: {node.Sensors.Count}; server: {node.Server.Host}:{node.Server.Port}."
        + (node.Siren is { } siren ? $" Siren: {siren.Output}, {Amounts.Write(siren.Longest)} at most." : "");

    public override string NoSiren(string file) => $"{file} has no siren.";

    public override string SirenSounds(SirenLine siren, TimeSpan span) =>
        $"The siren ({siren.Output}) sounds for {Amounts.Write(span)}.";

    public override string SirenIsSilent(SirenLine siren) => $"The siren ({siren.Output}) is silent.";

    public override string SirenFault(SirenLine siren, SensorFault fault, string reason) =>
        $"The siren ({siren.Output}) cannot be switched: {Advice(fault, SirenWiring)} ({reason})";

    public override string TooLong(string option, string value, string most) =>
        $"{option}: '{value}' is too long; {most} at most.";

    public override string Sampled(long packs, long held) => $"sampled {packs}, held {held}";

    public override string NeedsOption(string option, string other) => $"{option} is only for {other}.";

    public override string NoSuchSensor(string name, string known, string nearest) =>
        $"No sensor or point is called '{name}'; there are {known}."
        + (nearest.Length > 0 ? $" {DidYouMean(nearest)}" : "");

    public override string NothingYet(string sensor) => $"{sensor}: nothing yet; it is awake and has no values.";

    public override string Flag(QartodFlag flag) =>
        flag switch
        {
            QartodFlag.Pass => "1 good",
            QartodFlag.NotEvaluated => "2 not evaluated",
            QartodFlag.Suspect => "3 suspect",
            QartodFlag.Fail => "4 bad",
            _ => "9 missing",
        };

    public override string Advice(SensorFault fault, Wiring wiring) =>
        (fault, wiring) switch
        {
            (SensorFault.NoAnswer, I2cWiring at) => $"no answer at 0x{at.Address:x2}: check wiring and address.",
            (SensorFault.NoAnswer, OneWireWiring) =>
                "no answer: check the three wires, the 4.7 kΩ resistor and the probe's number.",
            (SensorFault.NoAnswer, _) => "there is no such line: check the gpio number.",
            (SensorFault.BadChecksum, _) => "what came is damaged: shorten the cable, keep it away from motors.",
            (SensorFault.OutOfRange, _) =>
                "it says what it cannot measure: check full scale and wiring, else replace it.",
            (SensorFault.BusStuck, _) => "SDA or SCL is held down: unplug the sensors one after the other.",
            (SensorFault.NoBus, I2cWiring) => "no such bus, or no right to it: dtparam=i2c_arm=on; group i2c.",
            (SensorFault.NoBus, OneWireWiring) => "the kernel has no 1-wire: dtoverlay=w1-gpio.",
            (SensorFault.NoBus, _) => "no such gpiochip, or no right to it: group gpio.",
            (SensorFault.TooSlow, _) => "it took too long: check power and wiring.",
            (SensorFault.BrokenWire, _) => "the voltage is none of this sensor's: a wire is broken, or two touch.",
            (SensorFault.PowerLost, _) => "its power was away: check the supply if it happens again.",
            (SensorFault.LineTaken, _) => "another program has this line: systemctl stop vigia-edge, then try again.",
            _ => "the bus failed: try again, check wiring and supply.",
        };

    protected override string DidYouMean(string word) => $"Did you mean '{word}'?";

    protected override string What(Finding finding) =>
        finding.Kind switch
        {
            FindingKind.NoSuchFile => $"there is no file {finding.Value}.",
            FindingKind.Unreadable => $"{finding.Value} can't be read; look at its rights.",
            FindingKind.TooLarge => $"'{finding.Value}' is too long; {finding.Allowed} at most.",
            FindingKind.NotYaml => $"this is no YAML that I can read. {finding.Value}",
            FindingKind.Missing => "is missing.",
            FindingKind.UnknownKey => $"I don't know this key; here may stand {finding.Allowed}.",
            FindingKind.WrongShape => $"{Quoted(finding.Value)}must be {Name(finding.Shape)}.",
            FindingKind.OutOfRange => $"'{finding.Value}' is out of range; {finding.Allowed} is allowed.",
            FindingKind.BadName => $"'{finding.Value}' is no name; {finding.Allowed} is allowed.",
            FindingKind.UnknownWord => $"'{finding.Value}' is not one of {finding.Allowed}.",
            FindingKind.Duplicate => $"'{finding.Value}' is taken already.",
            FindingKind.UnknownPoint => $"no sensor has the point '{finding.Value}'; there are {finding.Allowed}.",
            FindingKind.NeedsOneOf => $"exactly one of {finding.Allowed} must stand here.",
            FindingKind.OpenToOthers => $"others can read {finding.Value}; run: {finding.Allowed}",
            FindingKind.Empty => "has no content.",
            FindingKind.TooMany => $"{finding.Value} are too many; {finding.Allowed} at most.",
            _ => finding.Kind.ToString(),
        };

    protected override string What(WeatherFinding finding) =>
        finding.Flaw switch
        {
            WeatherFlaw.Unreadable => "this file is not there or can't be read.",
            WeatherFlaw.TooLarge => $"this file is too large; {finding.Allowed} at most.",
            WeatherFlaw.Empty => "there is no observation in it.",
            WeatherFlaw.NoColumn => $"the header has no such column; there must be {finding.Allowed}.",
            WeatherFlaw.TooFewColumns => $"{finding.Value} columns are too few; the header has {finding.Allowed}.",
            WeatherFlaw.NotANumber => $"'{finding.Value}' is not a number.",
            WeatherFlaw.OutOfRange => $"'{finding.Value}' is out of range; {finding.Allowed} is allowed.",
            WeatherFlaw.NotADate => $"'{finding.Value}' is no day of that month.",
            WeatherFlaw.NotLater => $"'{finding.Value}' is not later than the line before.",
            _ => finding.Flaw.ToString(),
        };

    private static string Quoted(string value) => value.Length > 0 ? $"'{value}' " : "";

    private static string Name(Shape shape) =>
        shape switch
        {
            Shape.WholeNumber => "a whole number",
            Shape.Number => "a number",
            Shape.TrueOrFalse => "true or false",
            Shape.Duration => "a time like 500ms, 5s, 10m, 1h or 30d",
            Shape.Size => "a size like 64MB",
            Shape.List => "a list",
            Shape.Mapping => "keys with values",
            _ => "a text",
        };
}
