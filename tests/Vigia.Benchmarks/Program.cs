using Vigia.Benchmarks;

return args switch
{
    ["ingress", .. var rest] => await IngressBench.RunAsync(rest),
    ["farm", .. var rest] => await FarmBench.RunAsync(rest),
    ["rules", .. var rest] => RulesBench.Run(rest),
    ["page", .. var rest] => await PageBench.RunAsync(rest),
    ["codec"] => CodecBench.Run(),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine(
        """
        Figures, by real programs in Release:  dotnet run -c Release --project tests/Vigia.Benchmarks -- VERB

          ingress [ROUNDS]   CPU and allocated bytes a pack, to the ledger's commit: own listener, and behind mosquitto (3 rounds, by turns)
          farm [MINUTES]     bytes the agent writes to disk a reading, online and in an outage, and RSS of both programs (10 minutes)
          rules [READINGS [WHAT]]   CPU and allocated bytes a reading through the rules: five rules on a point, the demonstration, 1 to 500 zones, 1 to 80 rules a zone (1000000)
          page [SECONDS]     CPU and RSS of the server while 200 pages follow 100 updates a second, and 30-day charts of a year-old farm (30 s)
          codec              time and allocation of writing and reading a pack, in process (BenchmarkDotNet)
        """
    );
    return 2;
}
