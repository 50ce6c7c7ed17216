using System.CommandLine;
using System.Reflection;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>version</c>: the bare version, so that scripts can compare it.</summary>
internal static class VersionCommand
{
    /// <summary>The version in the form major.minor.patch.</summary>
    public static string Version { get; } = typeof(VersionCommand).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Command Create()
    {
        var command = new Command("version", "Prints the version, nothing else.");
        command.SetAction(_ => Console.Out.WriteLine(Version));
        return command;
    }
}
