using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.BootTask.Native;

/// <summary>The root folder of the task scheduler.</summary>
[SupportedOSPlatform("windows")]
internal static class TaskSchedulerFolder
{
    private const string Advice = "Run as an administrator or LocalSystem, and check the service 'Task Scheduler'.";

    /// <exception cref="WindowsException">The task scheduler does not answer, or refused.</exception>
    public static Task<T> UseAsync<T>(string act, string name, Func<ITaskFolder, T> use, CancellationToken cancellationToken) =>
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
                catch (Exception e) when (
                    e is COMException or UnauthorizedAccessException or ArgumentException or FileNotFoundException)
                {
                    throw WindowsException.ForCom($"Cannot {act} the scheduled task '{name}'", e, Advice);
                }
            },
            cancellationToken);

    /// <summary>Registers a task that runs as LocalSystem, which Microsoft's samples name beside the XML too.</summary>
    public static IRegisteredTask RegisterAsSystem(this ITaskFolder folder, string name, string xml, int flags)
    {
        using var system = ComVariant.Create(BootTaskXml.LocalSystem);
        return folder.RegisterTask(
            name, xml, flags, system, default, TaskSchedulerNative.TASK_LOGON_SERVICE_ACCOUNT, default);
    }

    public static IRegisteredTask? Find(this ITaskFolder folder, string name)
    {
        try
        {
            return folder.GetTask(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
