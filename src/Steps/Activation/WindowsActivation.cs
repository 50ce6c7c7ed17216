using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Activation;

/// <summary>
/// Activation of this Windows: the KMS host in the registry, the rest through the WMI classes that slmgr.vbs uses too. One
/// connection and one query serve a run: each may take seconds.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsActivation : IActivation
{
    private const string PlatformKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";
    private const string VersionKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string Advice = "Check the service 'Software Protection', and try 'cscript slmgr.vbs /dlv'.";

    private const int ServerUnavailable = unchecked((int)0x800706BA); // HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE)
    private const int Disconnected = unchecked((int)0x80010108); // RPC_E_DISCONNECTED

    private WmiSession? session;
    private string? product;

    /// <exception cref="MachineException">The licensing service does not answer.</exception>
    public async Task<ActivationState> ReadAsync(CancellationToken cancellationToken)
    {
        var licence = await InWmiAsync(
            "read the licence status of Windows",
            wmi => wmi.QueryFirst(LicenceQuery.Windows, Read, cancellationToken),
            cancellationToken) ?? new ActivationState(null, null, LicenceStatus.Unlicensed);
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

    /// <exception cref="MachineException">Windows refused the key.</exception>
    public Task InstallKeyAsync(string key, CancellationToken cancellationToken) => InWmiAsync(
        "install the product key",
        wmi =>
        {
            var service = FindService(wmi, cancellationToken)
                ?? throw new WindowsException("This Windows has no licensing service, so it takes no product key.", null);
            product = null; // with the key another product may become the one in use
            wmi.Call(service, "InstallProductKey", LicenceQuery.ServiceClass, "ProductKey", key);
            wmi.Call(service, "RefreshLicenseStatus");
            return true;
        },
        cancellationToken);

    /// <exception cref="MachineException">Activation failed, for instance as the KMS host was not reached.</exception>
    public Task ActivateAsync(CancellationToken cancellationToken) => InWmiAsync(
        "activate Windows",
        wmi =>
        {
            wmi.Call(
                product ?? wmi.QueryFirst(LicenceQuery.Windows, PathOf, cancellationToken)
                    ?? throw new WindowsException("Windows has no product key. Install one: 'slmgr.vbs /ipk KEY'.", null),
                "Activate");
            if (FindService(wmi, cancellationToken) is { } service)
                wmi.Call(service, "RefreshLicenseStatus");
            return true;
        },
        cancellationToken);

    private static string? FindService(WmiSession wmi, CancellationToken cancellationToken) =>
        wmi.QueryFirst(LicenceQuery.Service, PathOf, cancellationToken);

    private static string? PathOf(IWbemClassObject found) => WmiSession.Text(found, "__RELPATH");

    private ActivationState Read(IWbemClassObject found)
    {
        product = PathOf(found);
        return new(null, null, ToStatus(WmiSession.Number(found, "LicenseStatus")))
        {
            Remaining = WmiSession.Number(found, "GracePeriodRemaining") is > 0 and var minutes
                ? TimeSpan.FromMinutes(minutes)
                : null,
            EvaluationEnds = LicenceQuery.Date(WmiSession.Text(found, "EvaluationEndDate")),
            KeyChannel = WmiSession.Text(found, "ProductKeyChannel"),
            KeyEnding = WmiSession.Text(found, "PartialProductKey"),
            Reason = WmiSession.Number(found, "LicenseStatusReason"),
            KmsServerInDns = WmiSession.Text(found, "DiscoveredKeyManagementServiceMachineName") is { Length: > 0 } host
                ? host
                : null,
        };
    }

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

    private async Task<T> InWmiAsync<T>(string act, Func<WmiSession, T> use, CancellationToken cancellationToken)
    {
        // WMI's calls block; a cancelled caller does not wait for one that hangs.
        var work = Task.Run(
            () =>
            {
                try
                {
                    return InSession(use);
                }
                catch (Exception e) when (e is COMException or UnauthorizedAccessException or ArgumentException)
                {
                    throw LicensingError.Of(act, e.HResult, e) ?? WindowsException.ForCom($"Cannot {act}", e, Advice);
                }
            },
            cancellationToken);
        return await work.WaitAsync(cancellationToken);
    }

    /// <summary>A watch may outlive WMI's service: a connection that it broke off is made once more.</summary>
    private T InSession<T>(Func<WmiSession, T> use)
    {
        var isKept = session is not null;
        try
        {
            return use(session ??= WmiSession.Connect(@"ROOT\CIMV2"));
        }
        catch (COMException e) when (isKept && e.HResult is (ServerUnavailable or Disconnected))
        {
            session = null;
            return use(session = WmiSession.Connect(@"ROOT\CIMV2"));
        }
    }
}

/// <summary>What the licensing service is asked.</summary>
internal static class LicenceQuery
{
    /// <summary>
    /// Windows itself, among all products that the licensing service knows: the one with a key is in use, unless it is an
    /// add-on to Windows, such as extended security updates.
    /// </summary>
    public const string Windows =
        "SELECT ID, LicenseStatus, LicenseStatusReason, GracePeriodRemaining, EvaluationEndDate, ProductKeyChannel, "
        + "PartialProductKey, DiscoveredKeyManagementServiceMachineName FROM SoftwareLicensingProduct "
        + "WHERE ApplicationID = '55c92734-d682-4d71-983e-d6ec3f16059f' AND PartialProductKey IS NOT NULL "
        + "AND LicenseIsAddon = FALSE";

    /// <summary>
    /// A time of WMI, "20270101000000.000000-000", in UTC as the licensing service gives it; it is of 1601 where there is none.
    /// </summary>
    public static DateTimeOffset? Date(string? text) =>
        text is { Length: >= 14 } && DateTimeOffset.TryParseExact(
            text[..14], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        && date.Year > 1601 ? date : null;

    public const string ServiceClass = "SoftwareLicensingService";

    public const string Service = $"SELECT Version FROM {ServiceClass}";
}
