namespace Vigia.Wire;

/// <summary>
/// One record of a pack: a value or a named fault, never the last value again.
/// </summary>
/// <param name="Point">Name of the point below its node: <c>air</c>, <c>tank-level</c>.</param>
/// <param name="Unit">SenML unit (RFC 8798), as on the wire.</param>
/// <param name="Value">In <paramref name="Unit"/>; of a counter, what it counted since the previous pack of this boot.</param>
/// <param name="Sum">Of a counter: what it counted since the boot.</param>
/// <param name="Fault">Name of the fault when there is no value: <c>NoAnswer</c>, <c>BadChecksum</c>.</param>
/// <param name="Flag">QARTOD flag.</param>
/// <param name="OffsetMs">Milliseconds after the pack's own time.</param>
public readonly record struct Reading(
    string Point,
    string? Unit,
    double? Value,
    double? Sum = null,
    string? Fault = null,
    QartodFlag Flag = QartodFlag.Pass,
    long OffsetMs = 0
)
{
    /// <summary>RFC 8428, section 4.5.1: letters, digits and - : . / _, beginning with a letter or a digit; ≤ 64 of them.</summary>
    public static bool IsPointName(string name) => PackDecoder.IsPointName(name);
}
