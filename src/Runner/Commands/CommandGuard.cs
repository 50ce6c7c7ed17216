using System.CommandLine;
using OpenLaunch.Core.Documents;
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

    private static readonly InvocationConfiguration Configuration = new()
    {
        EnableDefaultExceptionHandler = false,
        // A cancelled step may take 10 s to stop, and the journal must then be closed in order.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
    };

    public static Task<int> InvokeAsync(ParseResult parsed) => GuardAsync(() => parsed.InvokeAsync(Configuration));

    /// <summary>Does an act, and turns its exceptions into exit codes.</summary>
    /// <param name="act">The act.</param>
    /// <param name="tell">Takes the message of an exception; null: standard error.</param>
    public static async Task<int> GuardAsync(Func<Task<int>> act, Action<string>? tell = null)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            return Tell(exception.Message, ExitCode.Usage);
        }
        catch (ConfigurationException exception)
        {
            return Tell(exception.Message, ExitCode.BadConfiguration);
        }
        catch (UntrustedFilesException exception)
        {
            return Tell(exception.Message, ExitCode.BadConfiguration);
        }
        catch (RunLockedException exception)
        {
            return Tell(exception.Message, ExitCode.Locked);
        }
        catch (UnauthorizedAccessException exception)
        {
            return Tell($"{exception.Message} Run as administrator, or choose another folder with --state.", ExitCode.NoPermission);
        }
        catch (WindowsException exception)
        {
            return Tell(exception.Message, exception.Code == AccessDenied ? ExitCode.NoPermission : ExitCode.Failed);
        }
        catch (TimeoutException exception)
        {
            return Tell(exception.Message, ExitCode.Failed);
        }
        catch (IOException exception)
        {
            return Tell(exception.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            return Tell("Cancelled.", ExitCode.Failed);
        }

        int Tell(string message, int exitCode)
        {
            (tell ?? Console.Error.WriteLine)(message);
            return exitCode;
        }
    }
}
