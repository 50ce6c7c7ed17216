using System.Runtime.Versioning;
using OpenLaunch.Steps.BootTask.Native;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.BootTask;

/// <summary>The boot task in the root folder of the task scheduler.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsBootTask(string program) : IBootTask
{
    public const string Name = "OpenLaunch - Instance Initialization";

    /// <exception cref="WindowsException">The task scheduler does not answer.</exception>
    public Task<BootTaskState> ReadAsync(CancellationToken cancellationToken) =>
        TaskSchedulerFolder.UseAsync(
            "read",
            Name,
            folder => folder.Find(Name) switch
            {
                null => BootTaskState.Absent,
                var task => task.get_Enabled() != 0 ? BootTaskState.Enabled : BootTaskState.Disabled,
            },
            cancellationToken);

    /// <exception cref="WindowsException">The task scheduler refused.</exception>
    public Task RegisterAsync(BootTaskState state, CancellationToken cancellationToken)
    {
        if (state == BootTaskState.Absent)
            throw new ArgumentOutOfRangeException(nameof(state), state, "A task is registered enabled or disabled.");
        var xml = BootTaskXml.Build(program, "run --scheduled", enabled: state == BootTaskState.Enabled);
        return TaskSchedulerFolder.UseAsync(
            "register",
            Name,
            folder => folder.RegisterAsSystem(Name, xml, TaskSchedulerNative.TASK_CREATE_OR_UPDATE),
            cancellationToken);
    }

    /// <summary>Removes the task; no error when there is none.</summary>
    /// <exception cref="WindowsException">The task scheduler refused.</exception>
    public static Task RemoveAsync(CancellationToken cancellationToken) =>
        TaskSchedulerFolder.UseAsync(
            "remove",
            Name,
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
}
