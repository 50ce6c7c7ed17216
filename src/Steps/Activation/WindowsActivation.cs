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
internal sealed class WindowsActivation : IActivation
{
    private const string PlatformKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";

    /// <summary>Windows itself, among all products that the licensing service knows; the one with a key is in use.</summary>
    private const string ProductQuery =
        "SELECT ID, LicenseStatus, GracePeriodRemaining, ProductKeyChannel FROM SoftwareLicensingProduct "
        + "WHERE ApplicationID = '55c92734-d682-4d71-983e-d6ec3f16059f' AND PartialProductKey IS NOT NULL";

    private const string VersionKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string ServiceQuery = "SELECT Version FROM SoftwareLicensingService";
    private const string Advice = "Check the service 'Software Protection', and try 'cscript slmgr.vbs /dlv'.";

    /// <exception cref="WindowsException">The licensing service does not answer.</exception>
    public async Task<ActivationState> ReadAsync(CancellationToken cancellationToken)
    {
        var licence = await InWmiAsync(
            "read the licence status of Windows",
            wmi => wmi.QueryFirst(
                ProductQuery,
                product => new ActivationState(null, null, ToStatus(WmiSession.Number(product, "LicenseStatus")))
                {
                    Remaining = WmiSession.Number(product, "GracePeriodRemaining") is > 0 and var minutes
                        ? TimeSpan.FromMinutes(minutes)
                        : null,
                    KeyChannel = WmiSession.Text(product, "ProductKeyChannel"),
                },
                cancellationToken),
            cancellationToken).ConfigureAwait(false) ?? new ActivationState(null, null, LicenceStatus.Unlicensed);
        using var platform = Registry.LocalMachine.OpenSubKey(PlatformKey);
        using var version = Registry.LocalMachine.OpenSubKey(VersionKey);
        return licence with
        {
            KmsServer = platform?.GetValue("KeyManagementServiceName") as string,
            KmsPort = Number(platform, "KeyManagementServicePort"),
            Edition = version?.GetValue("EditionID") as string,
            Build = Number(version, "CurrentBuild") ?? 0,
        };
    }

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

    /// <remarks>
    /// Through slmgr.vbs: the WMI method takes a parameter, which costs a dozen more COM declarations for an act that is rare.
    /// </remarks>
    /// <exception cref="WindowsException">Windows refused the key.</exception>
    public Task InstallKeyAsync(string key, CancellationToken cancellationToken) => WindowsTool.RunAsync(
        "cscript.exe",
        ["//nologo", "//b", Path.Combine(Environment.SystemDirectory, "slmgr.vbs"), "/ipk", key],
        cancellationToken);

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

    private static int? Number(RegistryKey? key, string value) =>
        int.TryParse(key?.GetValue(value) as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

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
