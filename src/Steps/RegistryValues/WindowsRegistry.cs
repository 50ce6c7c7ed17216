using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Services.Native;

namespace OpenLaunch.Steps.RegistryValues;

/// <summary>The registry of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsRegistry : IMachineRegistry
{
    public string? Read(string key, string name)
    {
        using var opened = Registry.LocalMachine.OpenSubKey(key);
        return opened?.GetValue(name) switch
        {
            string text => text,
            string[] lines => string.Join('\n', lines),
            int number => unchecked((uint)number).ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    public IReadOnlyList<string> SubKeys(string key)
    {
        using var opened = Registry.LocalMachine.OpenSubKey(key);
        return opened?.GetSubKeyNames() ?? [];
    }

    public IReadOnlyList<string> ValueNames(string key)
    {
        using var opened = Registry.LocalMachine.OpenSubKey(key);
        return opened?.GetValueNames() ?? [];
    }

    public Task WriteAsync(RegistryEdit edit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var key = Registry.LocalMachine.CreateSubKey(edit.Key);
        if (edit.IsNumber)
            key.SetValue(edit.Name, int.Parse(edit.Value, CultureInfo.InvariantCulture), RegistryValueKind.DWord);
        else
            key.SetValue(edit.Name, edit.Value, RegistryValueKind.String);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var opened = Registry.LocalMachine.OpenSubKey(key, writable: true);
        opened?.DeleteValue(name, throwOnMissingValue: false);
        return Task.CompletedTask;
    }

    public Task<bool> AnnounceAsync(string service, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var opened = ServiceManager.TryOpen(service, ServicesNative.SERVICE_PAUSE_CONTINUE);
        return Task.FromResult(
            opened is not null && ServicesNative.ControlService(opened, ServicesNative.SERVICE_CONTROL_PARAMCHANGE, out _));
    }
}
