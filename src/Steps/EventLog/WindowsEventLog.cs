using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.EventLog;

/// <summary>Writes to an own log of the Windows event log, with the identifiers of <see cref="EventIdentifier"/>.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsEventLog : IDisposable
{
    private const string LogKey = @"SYSTEM\CurrentControlSet\Services\EventLog\" + Source;
    private const string Source = EventIdentifier.LogName;

    /// <summary>Comes with the .NET Framework, a part of Windows Server: says "%1" for each identifier.</summary>
    private const string MessageFile = @"%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll";

    private readonly SafeEventSourceHandle source;

    private WindowsEventLog(SafeEventSourceHandle source) => this.source = source;

    /// <summary>Whether the log exists; <see cref="Register"/> makes it.</summary>
    public static bool IsRegistered
    {
        get
        {
            using var key = Registry.LocalMachine.OpenSubKey($@"{LogKey}\{Source}");
            return key is not null;
        }
    }

    /// <summary>Registers the log and its source. Part of the installation.</summary>
    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public static void Register()
    {
        using var key = Registry.LocalMachine.CreateSubKey($@"{LogKey}\{Source}");
        key.SetValue("EventMessageFile", MessageFile, RegistryValueKind.ExpandString);
        key.SetValue("TypesSupported", EventLogNative.AllTypes, RegistryValueKind.DWord);
    }

    /// <summary>Removes the log and its source; no error when there are none.</summary>
    public static void Unregister() => Registry.LocalMachine.DeleteSubKeyTree(LogKey, throwOnMissingSubKey: false);

    /// <exception cref="WindowsException">The event log service does not run.</exception>
    public static WindowsEventLog Open()
    {
        var source = EventLogNative.RegisterEventSourceW(null, Source);
        return source.IsInvalid
            ? throw WindowsException.ForLastError(
                $"Cannot open the event log '{Source}'", "Check the service 'Windows Event Log'.")
            : new(source);
    }

    /// <exception cref="WindowsException">The log is full and set not to overwrite, or the service stopped.</exception>
    public unsafe void Write(string? step, EventPlace place, EventSeverity severity, string message)
    {
        var type = severity switch
        {
            EventSeverity.Error => EventLogNative.EVENTLOG_ERROR_TYPE,
            EventSeverity.Warning => EventLogNative.EVENTLOG_WARNING_TYPE,
            _ => EventLogNative.EVENTLOG_INFORMATION_TYPE,
        };
        fixed (char* characters = EventText.Of(message))
        {
            var texts = stackalloc nint[] { (nint)characters };
            if (!EventLogNative.ReportEventW(
                source, type, 0, (uint)EventIdentifier.Of(step, severity, place), 0, 1, 0, texts, 0))
            {
                throw WindowsException.ForLastError($"Cannot write to the event log '{Source}'", "Check its size and retention.");
            }
        }
    }

    public void Dispose() => source.Dispose();
}
