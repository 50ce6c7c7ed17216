using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Runner.Composition;

/// <summary>Does what scripts of a run asked for, once its plan has ended and its lock is free: later steps ran.</summary>
internal static class EndOfPlan
{
    /// <summary>Honours the requests in the state folder. A run that was cut short has not ended its plan: they stay.</summary>
    public static async Task HonourAsync(HostOptions where, CancellationToken cancellationToken)
    {
        if (where.IsDryRun || cancellationToken.IsCancellationRequested)
            return;
        var folders = where.Folders;

        // Taken first: to forget is to forget all requests.
        var wish = new SysprepRequest(folders.State).Take();
        await new StateReset(folders.State, TimeProvider.System).HonourAsync(cancellationToken);
        if (wish is null)
        {
            if (!where.IsSimulated && OperatingSystem.IsWindows()
                && SysprepExecution.RemoteDesktop(folders).Reopen(new WindowsSysprepState(TimeProvider.System).Read()))
            {
                await Console.Error.WriteLineAsync("Remote Desktop is open again: the Sysprep that closed it was cut off.");
            }

            return;
        }

        if (!where.IsSimulated && OperatingSystem.IsWindows())
        {
            var execution = new SysprepExecution(folders, where.AllowsUntrustedFiles);
            var acts = await execution.ActsAsync(wish, Console.Error.WriteLine, cancellationToken);
            await execution.RunAsync(acts, Console.Error, cancellationToken);
            return;
        }

        await Console.Error.WriteLineAsync(
            "A script asked for Sysprep, which a simulated machine does not have: nothing was done.");
    }
}
