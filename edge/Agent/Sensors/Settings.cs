namespace Vigia.Edge.Sensors;

/// <summary>What some chips need to know beside their wiring.</summary>
internal abstract record Settings;

/// <summary>Which keys of node.yaml tell a chip's settings.</summary>
internal abstract record Needs;

/// <summary><c>inputs</c>, which name the outputs of the chip too.</summary>
internal sealed record NeedsInputs(int Count, IReadOnlyList<double> FullScales) : Needs;

/// <param name="Key">What a pulse is worth: <c>pulses_per_litre</c>.</param>
internal sealed record NeedsPulsesPer(string Key, double Least, double Most) : Needs;

/// <summary><c>self_calibration</c>.</summary>
internal sealed record NeedsSelfCalibration : Needs;

/// <summary>What hangs on the inputs of an analog-digital converter, in the order of the sensor's points.</summary>
internal sealed record AnalogSettings(IReadOnlyList<AnalogInput> Inputs) : Settings;

/// <param name="Input">Number of the input: 0 for AIN0.</param>
/// <param name="FullScaleVolts">Of the amplifier before the converter: 6.144, 4.096, 2.048, 1.024, 0.512 or 0.256.</param>
/// <param name="Wire">Volts outside of it are a broken or shorted wire; null where the sensor has no such limits.</param>
internal sealed record AnalogInput(int Input, double FullScaleVolts, Calibration Calibration, VoltRange? Wire = null);

/// <summary>A straight line through two points that somebody measured: volts, and the value in the point's unit.</summary>
internal sealed record Calibration(double FromVolts, double FromValue, double ToVolts, double ToValue)
{
    private double ValuePerVolt => (ToValue - FromValue) / (ToVolts - FromVolts);

    public double ValueAt(double volts) => FromValue + ((volts - FromVolts) * ValuePerVolt);

    public double VoltsAt(double value) => FromVolts + ((value - FromValue) / ValuePerVolt);
}

internal sealed record VoltRange(double Least, double Most)
{
    public bool Contains(double volts) => volts >= Least && volts <= Most;
}

/// <param name="PulsesPerUnit">Pulses per litre, per millimetre of rain, or per metre of wind.</param>
internal sealed record PulseSettings(double PulsesPerUnit) : Settings;

/// <param name="SelfCalibration">
/// The chip takes the lowest CO2 of a week for fresh air (400 ppm): false wherever there never is fresh air, as in a barn.
/// </param>
internal sealed record Co2Settings(bool SelfCalibration) : Settings;
