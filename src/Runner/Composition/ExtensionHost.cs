using System.Diagnostics;
using System.Runtime.InteropServices;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// The build of this same source that loads assemblies of custom steps, in the folder beside the native program. Where a
/// configuration lists some, it carries out the whole command in the native program's place.
/// </summary>
internal static class ExtensionHost
{
    /// <summary>The folder beside the native program.</summary>
    public const string FolderName = "host";

    private static readonly string ProgramName = OperatingSystem.IsWindows() ? "openlaunch.exe" : "openlaunch";

    /// <summary>The program to register with Windows: of a host the native one that hands commands to it.</summary>
    public static string Registered => RegisteredFor(Environment.ProcessPath!, File.Exists);

    /// <summary>The same for a path.</summary>
    internal static string RegisteredFor(string program, Func<string, bool> exists) =>
        Path.GetDirectoryName(program) is { } folder && Path.GetFileName(folder) == FolderName
        && Path.Combine(Path.GetDirectoryName(folder)!, Path.GetFileName(program)) is var native && exists(native)
            ? native
            : program;

    /// <summary>Hands over where the configuration that counts lists extensions. For what acts before it reads that.</summary>
    /// <exception cref="HostNeededException">The host is to carry out the command.</exception>
    public static void Demand(HostOptions options)
    {
        if (DynamicCode.IsSupported)
            return;
        IReadOnlyList<ExtensionReference> references = [];
        // A document that cannot be read is told where it is read, and a pipe, which tells no length, can be read only there.
        StepGuard.Try(() =>
        {
            var file = options.ConfigurationFile ?? ConfigurationSource.Find(options.Folders);
            if (file is not null && new FileInfo(file).Length > 0)
                references = ConfigurationReader.ReadExtensions(ConfigurationSource.ReadDocument(file, options.Folders));
        });
        Demand(references);
    }

    /// <summary>Hands over where there are extensions and a host; without one, loading them tells what to install.</summary>
    /// <exception cref="HostNeededException">The host is to carry out the command.</exception>
    public static void Demand(IReadOnlyList<ExtensionReference> references)
    {
        var program = Path.Combine(AppContext.BaseDirectory, FolderName, ProgramName);
        if (references.Count > 0 && !DynamicCode.IsSupported && File.Exists(program))
            throw new HostNeededException(program);
    }

    /// <summary>Carries out the command in the host: with the same arguments, streams, folder and environment.</summary>
    /// <returns>The host's exit code.</returns>
    /// <exception cref="IOException">The host cannot be started.</exception>
    public static async Task<int> RunAsync(string program, string[] arguments)
    {
        if (!OperatingSystem.IsWindows())
            UnixExecution.Become(program, arguments);

        // Windows tells each process of a console of Ctrl-C, Ctrl-Break and a closed window: the host ends in order, then this.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var host = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await host.WaitForExitAsync();
        return host.ExitCode;
    }
}

/// <summary>The host of custom steps is to carry out the command in this program's place.</summary>
/// <param name="program">The host.</param>
internal sealed class HostNeededException(string program) : Exception
{
    /// <summary>The host.</summary>
    public string Program => program;
}
