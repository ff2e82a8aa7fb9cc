using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>Names under which unknown nodes have come: the first few are told apart, all others are one.</summary>
internal sealed class StrangerNames(int max = 64)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> names = [];

    public string Of(string claimed)
    {
        if (!Topics.IsName(claimed))
        {
            return "";
        }

        lock (gate)
        {
            return names.Contains(claimed) || (names.Count < max && names.Add(claimed)) ? claimed : "";
        }
    }
}
