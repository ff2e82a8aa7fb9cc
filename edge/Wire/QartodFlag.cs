namespace Vigia.Wire;

/// <summary>QARTOD's five primary flags (IOOS QARTOD Real-Time Data Flags manual, table 1): <c>q</c> on the wire, absent = 1.</summary>
public enum QartodFlag
{
    Pass = 1,
    NotEvaluated = 2,
    Suspect = 3,
    Fail = 4,
    Missing = 9,
}
