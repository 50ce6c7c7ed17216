using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// The build of this same source that loads assemblies of custom steps, in the folder beside the native program. Where a
/// configuration lists some, it carries out the whole command in the native program's place.
/// </summary>
internal static class ExtensionHost
{
    /// <summary>The folder beside the native program.</summary>
    public const string FolderName = "host";

    /// <summary>Tells the host of a service the event by which it hears of its stop.</summary>
    public const string StopOption = "--stop-event";

    // As long as the host takes at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string ProgramName = OperatingSystem.IsWindows() ? "openlaunch.exe" : "openlaunch";

    /// <summary>The program to register with Windows: of a host the native one that hands commands to it.</summary>
    public static string Registered => RegisteredFor(OwnProgram.File, File.Exists);

    /// <summary>The same for a path.</summary>
    internal static string RegisteredFor(string program, Func<string, bool> exists) =>
        Path.GetDirectoryName(program) is { } folder && Path.GetFileName(folder) == FolderName
        && Path.Combine(Path.GetDirectoryName(folder)!, Path.GetFileName(program)) is var native && exists(native)
            ? native
            : program;

    /// <summary>Hands over where the configuration that counts lists extensions. For what acts before it reads that.</summary>
    /// <exception cref="HostNeededException">The host is to carry out the command.</exception>
    /// <exception cref="UntrustedFilesException">Somebody else could alter the host.</exception>
    public static void Demand(HostOptions options)
    {
        if (!IsCalledBy(options.Steps, isNative: !DynamicCode.IsSupported))
            return;
        IReadOnlyList<ExtensionReference> references = [];
        // A document that cannot be read is told where it is read, and a pipe can be read only there.
        StepGuard.Try(() =>
        {
            var file = options.ConfigurationFile ?? ConfigurationSource.Find(options.Folders);
            if (file is not null && CanBeReadAgain(file))
                references = ConfigurationReader.ReadExtensions(ConfigurationSource.ReadDocument(file, options.Folders));
        });
        if (Mismatch(AppContext.BaseDirectory) is null)
            Demand(references, "", RunParts.Trust(options));
    }

    /// <summary>Hands over where there are extensions and a host; without one, loading them tells what to install.</summary>
    /// <param name="file">The configuration, for errors.</param>
    /// <param name="trust">What the host must stand up to, as the assemblies that it loads; null where nothing is run.</param>
    /// <exception cref="ConfigurationException">The host is of another version.</exception>
    /// <exception cref="HostNeededException">The host is to carry out the command.</exception>
    /// <exception cref="UntrustedFilesException">Somebody else could alter the host.</exception>
    public static void Demand(IReadOnlyList<ExtensionReference> references, string file, TrustedFiles? trust)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, FolderName);
        var program = Path.Combine(folder, ProgramName);
        if (references.Count == 0 || DynamicCode.IsSupported || !File.Exists(program))
            return;
        if (Mismatch(AppContext.BaseDirectory) is { } mismatch)
        {
            throw new ConfigurationException(
                [.. references.Select(one => new ConfigurationError(file, one.Position, mismatch))]);
        }

        trust?.Demand(FolderTree.Reachable(folder));
        throw new HostNeededException(program);
    }

    /// <summary>Refuses an installation that would leave the native program beside the host of another version.</summary>
    /// <param name="compiled">The steps of this program.</param>
    /// <param name="source">The folder that is installed.</param>
    /// <param name="target">The folder that it is installed in, where a host stays that the source does not bring.</param>
    /// <exception cref="MachineException">It would.</exception>
    public static void DemandSameVersion(CompiledSteps compiled, string source, string target)
    {
        var brings = Directory.Exists(Path.Combine(source, FolderName));
        if (IsCalledBy(compiled, isNative: !DynamicCode.IsSupported) && Mismatch(brings ? source : target) is { } mismatch)
            throw new MachineException($"Nothing was installed, for {mismatch}, or remove that folder.");
    }

    /// <summary>Whether a program has a host for custom steps at all: an agent of one's own has its steps compiled in.</summary>
    internal static bool IsCalledBy(CompiledSteps compiled, bool isNative) => isNative && !compiled.HasFurther;

    /// <summary>What is wrong with the host in a folder of openlaunch, which is of one version with it; null: nothing.</summary>
    internal static string? Mismatch(string folder)
    {
        var host = Path.Combine(folder, FolderName);
        if (!Directory.Exists(host))
            return null;
        var library = Path.Combine(host, "openlaunch.dll");
        var version = File.Exists(library)
            ? FileVersionInfo.GetVersionInfo(library).ProductVersion?.Split('+')[0]
            : null;
        return version == AgentVersion.Current ? null
            : $"the host of custom steps in {host} is of {(version is null ? "no version" : $"version {version}")}, and this "
                + $"openlaunch of version {AgentVersion.Current}; unpack the zip named host of version {AgentVersion.Current} "
                + "in the folder of openlaunch";
    }

    /// <summary>Whether it is a file, perhaps behind links. A pipe has no length; one of a shell is a link to no path.</summary>
    public static bool CanBeReadAgain(string path)
    {
        var file = new FileInfo(path);
        file = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        return file is { Exists: true, Length: > 0 };
    }

    /// <summary>Carries out the command in the host: with the same arguments, streams, folder and environment.</summary>
    /// <returns>The host's exit code.</returns>
    /// <exception cref="IOException">The host cannot be started.</exception>
    public static async Task<int> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        if (OperatingSystem.IsWindows())
            return await RunBesideAsync(program, arguments);
        UnixExecution.Become(program, arguments);
        return ExitCode.Failed; // not reached
    }

    /// <summary>Carries out the work of a service in the host, until it ends or the service is stopped.</summary>
    [SupportedOSPlatform("windows")]
    public static async Task<int> ServeAsync(string program, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var name = $"OpenLaunch-{Guid.NewGuid():N}";
        using var stopped = new EventWaitHandle(false, EventResetMode.ManualReset, name);
        using var told = stop.Register(() => stopped.Set());
        return await RunBesideAsync(program, [.. arguments, StopOption, name]);
    }

    /// <summary>In the host: does the work until it ends, or the service that started the host is stopped.</summary>
    /// <param name="stopEvent">The name of the event that tells so.</param>
    [SupportedOSPlatform("windows")]
    public static async Task<int> UntilStoppedAsync(string stopEvent, Func<CancellationToken, Task<int>> work)
    {
        using var stopped = EventWaitHandle.OpenExisting(stopEvent);
        using var stop = new CancellationTokenSource();
        var registration = ThreadPool.RegisterWaitForSingleObject(
            stopped, (_, _) => stop.Cancel(), null, Timeout.Infinite, executeOnlyOnce: true);
        try
        {
            return await work(stop.Token);
        }
        finally
        {
            registration.Unregister(null);
        }
    }

    /// <summary>
    /// Windows tells each process of a console of Ctrl-C and Ctrl-Break, and ends those that have heard of a closed window or its
    /// own end: so this one stays until the host has ended in order. If this one is killed, so is the host, but not the scripts
    /// that it has detached.
    /// </summary>
    [SupportedOSPlatform("windows")]
    private static async Task<int> RunBesideAsync(string program, IReadOnlyList<string> arguments)
    {
        using var ended = new ManualResetEventSlim();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var shutdown = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            ended.Wait(Patience);
        });
        try
        {
            using var job = WindowsJob.WithoutChildren();
            using var host = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
            job.Assign(host);
            await host.WaitForExitAsync();
            return host.ExitCode;
        }
        catch (Win32Exception refusal)
        {
            throw new IOException($"{program} cannot be started: {refusal.Message}", refusal);
        }
        finally
        {
            ended.Set();
        }
    }
}

/// <summary>The host of custom steps is to carry out the command in this program's place.</summary>
/// <param name="program">The host.</param>
internal sealed class HostNeededException(string program) : Exception
{
    /// <summary>The host.</summary>
    public string Program => program;
}
