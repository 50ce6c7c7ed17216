using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The part of a state folder that belongs to a simulated machine.</summary>
internal sealed class SimulatedMachineFolder(string folder)
{
    private (DateTime Written, long Length)? seen;

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
        seen = Stamp();
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
        seen = Stamp();
    }

    /// <summary>The kept machine where another process has written it since this one read or wrote it; else null.</summary>
    public MachineState? Newer()
    {
        if (Stamp() is not { } stamp || stamp == seen)
            return null;
        seen = stamp;
        try
        {
            return MachineFile.Read(MachinePath);
        }
        catch (Exception refusal) when (refusal is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            return null; // Somebody edits it; the next write is that of this process.
        }
    }

    // What has no length is no machine, and may be a pipe, whose opening would wait for ever.
    private (DateTime Written, long Length)? Stamp() =>
        new FileInfo(MachinePath) is { Exists: true, Length: > 0 } file ? (file.LastWriteTimeUtc, file.Length) : null;
}
