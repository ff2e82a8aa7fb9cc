using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>Which node this is, which server it obeys, and which run of its process this is.</summary>
internal sealed record NodeIdentity(string Site, string Node, string Server, BootId Boot);
