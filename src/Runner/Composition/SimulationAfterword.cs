using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Composition;

/// <summary>Ends a simulated run by showing the instance console, and how to decrypt the password on it.</summary>
internal static class SimulationAfterword
{
    public static void Write(TextWriter writer, RunHost host, HostOptions options)
    {
        var lines = host.ConsoleLines.ToList();
        if (lines.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("The instance console:");
        foreach (var line in lines)
            writer.WriteLine($"  {line}");
        if (host.Machine is not SimulatedMachineHost { HasOwnMetadata: true } || PasswordIn(lines) is not { } password)
            return;
        var key = Path.GetRelativePath(
            Environment.CurrentDirectory, new SimulatedMachineFolder(options.Folders.State).KeyPairPath);
        writer.WriteLine();
        writer.WriteLine("Decrypt the password with the simulated key pair:");
        writer.WriteLine(OperatingSystem.IsWindows()
            ? $"  openlaunch internal decrypt-password --key \"{key}\" {password}"
            : $"  echo {password} | base64 -d | openssl pkeyutl -decrypt -inkey {key} -pkeyopt rsa_padding_mode:pkcs1; echo");
    }

    private static string? PasswordIn(List<string> lines)
    {
        var start = lines.FindLastIndex(line => line.EndsWith("Password: <Password>", StringComparison.Ordinal));
        return start >= 0 && start + 1 < lines.Count ? lines[start + 1] : null;
    }
}
