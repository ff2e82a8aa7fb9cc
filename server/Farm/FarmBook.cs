namespace Vigia.Server.Farm;

/// <summary>
/// The farm file as it stands now. A new page is turned as a whole, from any thread; who keeps something made of an older one
/// compares <see cref="Plan"/> with what it was made of.
/// </summary>
internal sealed class FarmBook(FarmPlan plan)
{
    private volatile FarmPlan current = plan;

    public FarmPlan Plan => current;

    /// <summary>Raised after the page was turned, on the thread that turned it: hand over and return.</summary>
    public event EventHandler? Turned;

    public void Turn(FarmPlan plan)
    {
        current = plan;
        Turned?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>A plan that never changes is a book of one page.</summary>
    public static implicit operator FarmBook(FarmPlan plan) => new(plan);
}
