using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using OpenLaunch.Steps.BootTask.Native;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.BootTask;

/// <summary>The boot task in the root folder of the task scheduler.</summary>
/// <param name="program">The full path of the program that it starts: this executable, with <c>run</c>.</param>
[SupportedOSPlatform("windows")]
public sealed class WindowsBootTask(string program) : IBootTask
{
    /// <summary>The task's name.</summary>
    public const string Name = "OpenLaunch - Instance Initialization";

    private const string Advice = "Run as an administrator or LocalSystem, and check the service 'Task Scheduler'.";

    /// <inheritdoc/>
    /// <exception cref="WindowsException">The task scheduler does not answer.</exception>
    public Task<BootTaskState> ReadAsync(CancellationToken cancellationToken) =>
        InFolderAsync(
            "read",
            folder =>
            {
                try
                {
                    return folder.GetTask(Name).get_Enabled() != 0 ? BootTaskState.Enabled : BootTaskState.Disabled;
                }
                catch (FileNotFoundException)
                {
                    return BootTaskState.Absent;
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="WindowsException">The task scheduler refused.</exception>
    public Task RegisterAsync(BootTaskState state, CancellationToken cancellationToken)
    {
        if (state == BootTaskState.Absent)
            throw new ArgumentOutOfRangeException(nameof(state), state, "A task is registered enabled or disabled.");
        var xml = BootTaskXml.Build(program, "run", enabled: state == BootTaskState.Enabled);
        return InFolderAsync(
            "register",
            folder => folder.RegisterTask(
                Name, xml, TaskSchedulerNative.TASK_CREATE_OR_UPDATE, default, default,
                TaskSchedulerNative.TASK_LOGON_SERVICE_ACCOUNT, default),
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="WindowsException">The task scheduler refused.</exception>
    public Task RemoveAsync(CancellationToken cancellationToken) =>
        InFolderAsync(
            "remove",
            folder =>
            {
                try
                {
                    folder.DeleteTask(Name, 0);
                }
                catch (FileNotFoundException)
                {
                    // Gone already.
                }

                return true;
            },
            cancellationToken);

    private static Task<T> InFolderAsync<T>(string act, Func<ITaskFolder, T> use, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    var service = ComClass.Create<ITaskService>(TaskSchedulerNative.CLSID_TaskScheduler);
                    var here = default(ComVariant);
                    service.Connect(here, here, here, here);
                    return use(service.GetFolder(@"\"));
                }
                catch (Exception e) when (e is COMException or UnauthorizedAccessException or ArgumentException)
                {
                    throw WindowsException.ForCom($"Cannot {act} the scheduled task '{Name}'", e, Advice);
                }
            },
            cancellationToken);
}
