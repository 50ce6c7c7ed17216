using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Activation.Native;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Activation;

/// <summary>
/// Activation of this Windows: the KMS host in the registry, status and activation through the WMI classes that slmgr.vbs
/// uses too.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsActivation : IActivation
{
    private const string PlatformKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";

    /// <summary>Windows itself, among all products that the licensing service knows; the one with a key is in use.</summary>
    private const string ProductQuery =
        "SELECT ID, LicenseStatus FROM SoftwareLicensingProduct "
        + "WHERE ApplicationID = '55c92734-d682-4d71-983e-d6ec3f16059f' AND PartialProductKey IS NOT NULL";

    private const string ServiceQuery = "SELECT Version FROM SoftwareLicensingService";
    private const string Advice = "Check the service 'Software Protection', and try 'cscript slmgr.vbs /dlv'.";

    /// <inheritdoc/>
    /// <exception cref="WindowsException">The licensing service does not answer.</exception>
    public async Task<ActivationState> ReadAsync(CancellationToken cancellationToken)
    {
        var status = await InWmiAsync(
            "read the licence status of Windows",
            wmi => wmi.QueryFirst(
                ProductQuery, product => ToStatus(WmiSession.Number(product, "LicenseStatus")), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        using var key = Registry.LocalMachine.OpenSubKey(PlatformKey);
        var port = int.TryParse(
            key?.GetValue("KeyManagementServicePort") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null;
        return new(key?.GetValue("KeyManagementServiceName") as string, port, status);
    }

    /// <inheritdoc/>
    /// <exception cref="WindowsException">This Windows has no licensing service.</exception>
    public Task SetKmsAsync(string server, int port, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var key = Registry.LocalMachine.OpenSubKey(PlatformKey, writable: true)
            ?? throw new WindowsException($@"There is no key HKLM\{PlatformKey}, so this Windows is not activated by KMS.", null);
        key.SetValue("KeyManagementServiceName", server, RegistryValueKind.String);
        key.SetValue("KeyManagementServicePort", port.ToString(CultureInfo.InvariantCulture), RegistryValueKind.String);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="WindowsException">Activation failed: 0xC004F074 means that the KMS host was not reached.</exception>
    public Task ActivateAsync(CancellationToken cancellationToken) =>
        InWmiAsync(
            "activate Windows",
            wmi =>
            {
                var product = wmi.QueryFirst(ProductQuery, found => WmiSession.Text(found, "__RELPATH"), cancellationToken)
                    ?? throw new WindowsException("Windows has no product key. Install one: 'slmgr.vbs /ipk KEY'.", null);
                wmi.Call(product, "Activate");
                if (wmi.QueryFirst(ServiceQuery, found => WmiSession.Text(found, "__RELPATH"), cancellationToken) is { } service)
                    wmi.Call(service, "RefreshLicenseStatus");
                return true;
            },
            cancellationToken);

    private static LicenceStatus ToStatus(int? value) => value switch
    {
        1 => LicenceStatus.Licensed,
        2 or 3 or 4 or 6 => LicenceStatus.Grace,
        5 => LicenceStatus.Notification,
        _ => LicenceStatus.Unlicensed,
    };

    private static async Task<T> InWmiAsync<T>(string act, Func<WmiSession, T> use, CancellationToken cancellationToken)
    {
        // WMI's calls block; a cancelled caller does not wait for one that hangs.
        var work = Task.Run(
            () =>
            {
                try
                {
                    return use(WmiSession.Connect(@"ROOT\CIMV2"));
                }
                catch (Exception e) when (e is COMException or UnauthorizedAccessException or ArgumentException)
                {
                    throw WindowsException.ForCom($"Cannot {act}", e, Advice);
                }
            },
            cancellationToken);
        return await work.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
