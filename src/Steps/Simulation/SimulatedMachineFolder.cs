using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The part of a state folder that belongs to a simulated machine.</summary>
internal sealed class SimulatedMachineFolder(string folder)
{
    public string MachinePath { get; } = Path.Combine(folder, "machine.yml");

    /// <summary>The file that holds the private key of the simulated key pair, in PEM form.</summary>
    public string KeyPairPath { get; } = Path.Combine(folder, "key-pair.pem");

    /// <summary>
    /// The machine for a run: the one in <paramref name="file"/> as it stands there, else the kept one as it was left, else the
    /// fresh instance. Saves nothing: a dry run leaves the folder as it is.
    /// </summary>
    /// <param name="file">The machine file; null for the kept machine.</param>
    /// <exception cref="ConfigurationException">The file describes no machine.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public MachineState Open(string? file, bool restart = false)
    {
        var state = file is not null ? MachineFile.Read(file)
            : File.Exists(MachinePath) ? MachineFile.Read(MachinePath)
            : FreshInstance.Read();
        if (restart)
            SimulatedStart.Continue(state);
        return state;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(MachineState state)
    {
        Directory.CreateDirectory(folder);
        MachineFile.Write(MachinePath, state);
    }
}
