using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Services.Native;

namespace OpenLaunch.Steps.Services;

/// <summary>Registers services of the agent with the service control manager.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsServiceRegistration
{
    private const string Advice = ServiceManager.Advice;
    private const uint RestartMilliseconds = 10_000;
    private const uint FailuresForgottenSeconds = 24 * 60 * 60;

    // The event log, into which a run writes, and the network's own store. The second NUL ends the list, the third the text.
    private const string Dependencies = "EventLog\0nsi\0";

    /// <exception cref="WindowsException">Windows refused.</exception>
    public static bool IsRegistered(string name)
    {
        using var service = ServiceManager.TryOpen(name, ServicesNative.QueryAccess);
        return service is not null;
    }

    /// <summary>Registers a service; one that is registered already gets the program's path, and keeps its start type.</summary>
    /// <exception cref="WindowsException">Windows refused.</exception>
    public static void Register(ServiceDefinition definition, string program)
    {
        var commandLine = $"\"{program}\" {definition.Arguments}";
        using var manager = ServiceManager.Connect(ServiceRegistrationNative.SC_MANAGER_CREATE_SERVICE);
        using var created = ServiceRegistrationNative.CreateServiceW(
            manager, definition.Name, definition.DisplayName, ConfigureAccess,
            ServiceRegistrationNative.SERVICE_WIN32_OWN_PROCESS, ServicesNative.SERVICE_AUTO_START,
            ServiceRegistrationNative.SERVICE_ERROR_NORMAL, commandLine, 0, 0, Dependencies, 0, 0);
        var refusal = created.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        if (refusal is not (0 or ServiceRegistrationNative.ERROR_SERVICE_EXISTS))
            throw WindowsException.ForCode($"Cannot register the service '{definition.Name}'", refusal, Advice);
        using var present = refusal == 0 ? null : ServiceManager.TryOpen(definition.Name, ConfigureAccess);
        var service = present ?? created;
        if (present is not null && !ServiceRegistrationNative.SetCommandLine(present, commandLine, Dependencies))
            throw WindowsException.ForLastError($"Cannot set the program of the service '{definition.Name}'", Advice);
        Describe(service, definition);
    }

    /// <summary>Has a service started, and does not wait for what becomes of it; no error when it runs.</summary>
    /// <exception cref="WindowsException">It is not registered, or Windows refused.</exception>
    public static void Start(string name)
    {
        using var service = ServiceManager.Open(name, ServicesNative.SERVICE_START);
        if (!ServicesNative.StartServiceW(service, 0, 0)
            && Marshal.GetLastPInvokeError() != ServicesNative.ERROR_SERVICE_ALREADY_RUNNING)
        {
            throw WindowsException.ForLastError($"Cannot start the service '{name}'", Advice);
        }
    }

    /// <summary>Removes a service; no error when there is none. One that runs is removed when it ends.</summary>
    /// <exception cref="WindowsException">Windows refused.</exception>
    public static void Remove(string name)
    {
        using var service = ServiceManager.TryOpen(name, ServiceRegistrationNative.DELETE);
        if (service is not null && !ServiceRegistrationNative.DeleteService(service))
            throw WindowsException.ForLastError($"Cannot remove the service '{name}'", Advice);
    }

    // SERVICE_START goes with recovery actions that start the service (ChangeServiceConfig2).
    private static uint ConfigureAccess =>
        ServicesNative.QueryAccess | ServicesNative.SERVICE_CHANGE_CONFIG | ServicesNative.SERVICE_START;

    private static unsafe void Describe(SafeServiceHandle service, ServiceDefinition definition)
    {
        fixed (char* text = definition.Description)
        {
            var description = new SERVICE_DESCRIPTIONW { lpDescription = (nint)text };
            if (!ServiceRegistrationNative.ChangeServiceConfig2W(
                service, ServiceRegistrationNative.SERVICE_CONFIG_DESCRIPTION, &description))
            {
                throw WindowsException.ForLastError($"Cannot describe the service '{definition.Name}'", Advice);
            }
        }

        SetRecovery(service, definition);
    }

    private static unsafe void SetRecovery(SafeServiceHandle service, ServiceDefinition definition)
    {
        var restart = new SC_ACTION { Type = ServiceRegistrationNative.SC_ACTION_RESTART, Delay = RestartMilliseconds };
        SC_ACTION[] acts = definition.MostRestarts is { } most
            ? [.. Enumerable.Repeat(restart, (int)most), new() { Type = ServiceRegistrationNative.SC_ACTION_NONE }]
            : [restart];
        fixed (SC_ACTION* first = acts)
        {
            var actions = new SERVICE_FAILURE_ACTIONSW
            {
                dwResetPeriod = FailuresForgottenSeconds,
                cActions = (uint)acts.Length, // the last one is repeated
                lpsaActions = (nint)first,
            };
            if (!ServiceRegistrationNative.ChangeServiceConfig2W(
                service, ServiceRegistrationNative.SERVICE_CONFIG_FAILURE_ACTIONS, &actions))
            {
                throw WindowsException.ForLastError($"Cannot set the recovery of the service '{definition.Name}'", Advice);
            }
        }

        var flag = new SERVICE_FAILURE_ACTIONS_FLAG
        {
            fFailureActionsOnNonCrashFailures = definition.IsRestartedOnFailure ? 1 : 0,
        };
        if (!ServiceRegistrationNative.ChangeServiceConfig2W(
            service, ServiceRegistrationNative.SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &flag)
            && Marshal.GetLastPInvokeError() != ServiceRegistrationNative.ERROR_INVALID_LEVEL) // Wine does not know it
        {
            throw WindowsException.ForLastError($"Cannot set the recovery of the service '{definition.Name}'", Advice);
        }
    }
}

/// <summary>A service of the agent: started with Windows, as LocalSystem, and again when its process crashes.</summary>
internal sealed record ServiceDefinition(string Name, string DisplayName, string Description, string Arguments)
{
    /// <summary>How many crashes in a row Windows starts it again after; null: all. They are forgotten after a day.</summary>
    public uint? MostRestarts { get; init; }

    /// <summary>Whether Windows starts it again also when it ends by itself with an error. Default: false.</summary>
    public bool IsRestartedOnFailure { get; init; }
}
