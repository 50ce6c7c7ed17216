using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Commands;

/// <summary>Turns what a user can mend into a message and its exit code.</summary>
internal static class CommandGuard
{
    private const int AccessDenied = 5; // ERROR_ACCESS_DENIED (winerror.h)

    /// <summary>Does an act, and turns its exceptions into exit codes.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> act, Action<int, string> tell)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (Explain(exception) is { } known)
        {
            tell(known.Code, PrintableText.Block(known.Message).ReplaceLineEndings());
            return known.Code;
        }
    }

    /// <summary>As <see cref="GuardAsync"/>, where nobody would see what else the act throws: it is told too.</summary>
    public static async Task<int> GuardAllAsync(Func<Task<int>> act, Action<int, string> tell)
    {
        var code = ExitCode.Failed;
        if (await StepGuard.TryAsync(async () => code = await GuardAsync(act, tell)) is { } fault)
            tell(code, PrintableText.Block($"This is a fault of openlaunch: {fault}").ReplaceLineEndings());
        return code;
    }

    /// <returns>What to tell and the exit code; null for a fault of the program.</returns>
    private static (string Message, int Code)? Explain(Exception exception) => exception switch
    {
        UsageException => (exception.Message, ExitCode.Usage),
        ConfigurationException or UntrustedFilesException => (exception.Message, ExitCode.BadConfiguration),
        RunLockedException => (exception.Message, ExitCode.Locked),
        UnauthorizedAccessException => (
            $"{exception.Message} Run as administrator, or choose another folder with --state.", ExitCode.NoPermission),
        WindowsException { Code: AccessDenied } => (exception.Message, ExitCode.NoPermission),
        MachineException or TimeoutException or IOException => (exception.Message, ExitCode.Failed),
        OperationCanceledException => ("Cancelled.", ExitCode.Failed),
        _ => null,
    };
}
