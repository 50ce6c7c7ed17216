namespace OpenLaunch.Steps.Simulation;

/// <summary>The machine that a simulation starts from when none is given: a new instance at its first boot.</summary>
public static class FreshInstance
{
    private const string Resource = "fresh-instance.yml";

    /// <summary>Reads it anew from <c>config/examples/fresh-instance.yml</c>, which is built in.</summary>
    public static MachineState Read()
    {
        using var stream = typeof(FreshInstance).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return MachineFile.Parse(reader.ReadToEnd(), Resource);
    }
}
