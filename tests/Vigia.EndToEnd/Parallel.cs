using Xunit.v3;

// Most rows wait most of the time: more of them than cores.
[assembly: Parallelization(MaxThreads = 6)]
