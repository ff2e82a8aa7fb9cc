namespace Vigia.Tests.Kit;

/// <summary>Hears what is said on the console while it lives.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly TextWriter ordinaryOut = Console.Out;
    private readonly TextWriter ordinaryError = Console.Error;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public Terminal()
    {
        Console.SetOut(output);
        Console.SetError(errors);
    }

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public void Dispose()
    {
        Console.SetOut(ordinaryOut);
        Console.SetError(ordinaryError);
        output.Dispose();
        errors.Dispose();
    }
}
