using Vigia.Server.Cli;
using Vigia.Server.Demo;

var texts = CliLanguage.Of(Environment.GetEnvironmentVariable);
Verb[] verbs =
[
    new("demo", texts.DemoHelp, DemoOptions.Names, DemoVerb.RunAsync, DemoOptions.Argument),
    new("serve", texts.ServeHelp, Vigia.Server.ServeOptions.Names, ServeVerb.RunAsync),
    new("check", texts.CheckHelp, [], CheckVerb.RunAsync, "FILE", ["--schema"]),
    new("maintenance begin", texts.MaintenanceHelp, MaintenanceVerb.BeginOptions, MaintenanceVerb.BeginAsync, "PLACE"),
    new("maintenance end", texts.MaintenanceHelp, MaintenanceVerb.EndOptions, MaintenanceVerb.EndAsync, "PLACE"),
    new("burn begin", BurnTexts.Of(texts).Help, BurnVerb.BeginOptions, BurnVerb.BeginAsync, "ZONE"),
    new("burn end", BurnTexts.Of(texts).Help, BurnVerb.EndOptions, BurnVerb.EndAsync, "ZONE"),
    new("alerts", AlertsTexts.Of(texts).Help, AlertsVerb.ListOptions, AlertsVerb.ListAsync, Flags: AlertsVerb.Flags),
    new("alerts show", AlertsTexts.Of(texts).Help, AlertsVerb.Options, AlertsVerb.ShowAsync, "CODE"),
    new("alerts ack", AlertsTexts.Of(texts).Help, AlertsVerb.Options, AlertsVerb.AckAsync, "CODE"),
    new("alerts snooze", AlertsTexts.Of(texts).Help, AlertsVerb.SnoozeOptions, AlertsVerb.SnoozeAsync, "CODE"),
    new("alerts note", AlertsTexts.Of(texts).Help, AlertsVerb.Options, AlertsVerb.NoteAsync, "CODE", Second: "TEXT"),
    new("alerts false", AlertsTexts.Of(texts).Help, AlertsVerb.Options, AlertsVerb.FalseAsync, "CODE"),
    new("alerts close", AlertsTexts.Of(texts).Help, AlertsVerb.Options, AlertsVerb.CloseAsync, "CODE"),
    new("people", texts.PeopleHelp, PeopleVerb.Options, PeopleVerb.RunAsync),
    new("user add", texts.UserHelp, UserVerb.AddOptions, UserVerb.AddAsync, "NAME"),
    new("user role", texts.UserHelp, UserVerb.AddOptions, UserVerb.RoleAsync, "NAME"),
    new("user password", texts.UserHelp, UserVerb.Options, UserVerb.PasswordAsync, "NAME"),
    new("user remove", texts.UserHelp, UserVerb.Options, UserVerb.RemoveAsync, "NAME"),
    new("user list", texts.UserHelp, UserVerb.Options, UserVerb.ListAsync),
    new("node add", texts.NodeHelp, NodeVerb.Options, NodeVerb.AddAsync, "NAME"),
    new("sms status", SmsTexts.Of(texts).Help, SmsVerb.Options, SmsVerb.StatusAsync),
    new("sms send", SmsTexts.Of(texts).Help, SmsVerb.Options, SmsVerb.SendAsync, "PHONE", Second: "TEXT"),
    new("sms in", SmsTexts.Of(texts).Help, SmsVerb.Options, SmsVerb.InAsync),
    new("drill fire", DrillTexts.Of(texts).Help, DrillVerb.Options, DrillVerb.FireAsync),
    new("rebuild influx", texts.RebuildHelp, ["--data"], RebuildVerb.InfluxAsync),
    new("derive", DeriveVerb.Help(texts), DeriveVerb.Options, DeriveVerb.RunAsync, "CHANNEL"),
    new("qc", texts.QcHelp, QcVerb.Options, QcVerb.RunAsync),
    new("replay", texts.ReplayHelp, ReplayVerb.Options, ReplayVerb.RunAsync, "RULE"),
    new("report", texts.ReportHelp, ReportVerb.Options, ReportVerb.RunAsync),
];
return await new CommandLine(verbs, texts).InvokeAsync(args);
