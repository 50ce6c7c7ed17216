namespace OpenLaunch.Runner.Composition;

/// <summary>This program. It has a second name, for what calls EC2Launch v2.</summary>
internal static class OwnProgram
{
    /// <summary>The second name, as it stands in what is printed.</summary>
    public const string Ec2LaunchName = "EC2Launch";

    /// <summary>The first argument that EC2Launch.exe of the native packages calls it with.</summary>
    public const string Ec2LaunchMark = "--as-ec2launch";

    /// <summary>Whether it was started by its second name.</summary>
    public static bool IsEc2Launch => Ec2LaunchName.Equals(
        Path.GetFileNameWithoutExtension(Environment.ProcessPath), StringComparison.OrdinalIgnoreCase);

    /// <summary>The file that boot task and answer file start, whatever name this process has.</summary>
    public static string File => IsEc2Launch
        ? Path.Combine(AppContext.BaseDirectory, "openlaunch.exe")
        : Environment.ProcessPath!;
}
