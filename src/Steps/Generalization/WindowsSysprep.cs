using System.Runtime.Versioning;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Sysprep of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSysprep(TimeProvider time) : ISysprep
{
    private static readonly string Folder = Path.Combine(Environment.SystemDirectory, "Sysprep");

    public string ErrorLog { get; } = Path.Combine(Folder, "Panther", "setuperr.log");

    /// <exception cref="WindowsException">The administrator cannot log on, or the tool cannot be started.</exception>
    /// <exception cref="AccountRefusedException">Whoever runs the agent may not start it as the administrator.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, AdminLogon? logon, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Folder, "sysprep.exe");
        const FileShare Inherited = FileShare.ReadWrite | FileShare.Inheritable;
        using var nothing = File.OpenHandle("NUL", FileMode.Open, FileAccess.ReadWrite, Inherited);
        using var session = WindowsLogon.Open(logon);

        // In no job: it goes on without the agent.
        using var process = WindowsScriptProcess.StartSuspended(
            CommandLine.ForProcess(program, arguments), program, session, nothing, nothing, nothing);
        process.Resume();
        try
        {
            await WindowsWait.ForSignalAsync(process.Handle, Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            session.KeepProfile();
            throw;
        }

        return process.ExitCode;
    }
}
