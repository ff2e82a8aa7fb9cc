using Vigia.Edge;
using Vigia.Edge.Cli;

var texts = Language.Choose(Environment.GetEnvironmentVariable);
var commandLine = new CommandLine(texts, Environment.GetEnvironmentVariable, Console.Out, Console.Error);
return await commandLine.InvokeAsync(
    args,
    options => new AgentHost(options, texts, Console.Out, Console.Error).RunAsync()
);
