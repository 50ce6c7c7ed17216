using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.WinRm;

/// <summary>
/// Windows Remote Management of this Windows: certificates by .NET, the rest by Windows PowerShell ("about_WSMan_Provider",
/// "New-NetFirewallRule"), for what lies behind it is not documented.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsWinRm(TimeProvider time) : IWinRm
{
    private const string FriendlyName = "OpenLaunch WinRM";
    private const string Rule = "OpenLaunch-WinRM-HTTPS";

    private const string Strict = "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; ";

    private const string Listeners =
        @"Get-ChildItem WSMan:\localhost\Listener | Where-Object { $_.Keys -contains 'Transport=HTTPS' -and $_.Keys -contains "
        + "'Address=*' }";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    public async Task<WinRmFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = (await RunAsync(
            $$"""
            {{Listeners}} | ForEach-Object { $v = @{}; Get-ChildItem $_.PSPath | ForEach-Object { $v[$_.Name] = $_.Value };
            "listener $($v['Port']) $($v['CertificateThumbprint'])" };
            "basic $((Get-Item WSMan:\localhost\Service\Auth\Basic).Value)";
            Get-NetFirewallRule -Name {{Rule}} -ErrorAction SilentlyContinue | Where-Object Enabled -eq 'True' |
            ForEach-Object { "rule $(($_ | Get-NetFirewallPortFilter).LocalPort) $($_.Profile)" }
            """, cancellationToken)).Split('\n').Select(line => line.Trim().Split(' ', 3)).ToList();
        var listener = lines.Find(line => line is ["listener", _, _]);
        var rule = lines.Find(line => line is ["rule", _, _]);
        return new(
            listener is null ? null : new(Number(listener[1]), listener[2].ToUpperInvariant()),
            Certificates(),
            lines.Exists(line => line is ["basic", "true" or "True", ..]),
            rule is null ? null : new(Number(rule[1]), rule[2] == "Any"));
    }

    public Task<string> MakeCertificateAsync(string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        InStore("make a certificate", store =>
        {
            // The store keeps the key of a certificate that came with one which lasts.
            using var kept = X509CertificateLoader.LoadPkcs12(
                SelfSignedCertificate.Make(name, now), null,
                X509KeyStorageFlags.MachineKeySet | X509KeyStorageFlags.PersistKeySet);
            kept.FriendlyName = FriendlyName;
            store.Add(kept);
            return kept.Thumbprint;
        });

    public Task RemoveCertificateAsync(string thumbprint, CancellationToken cancellationToken) =>
        InStore("remove a certificate", store =>
        {
            foreach (var found in store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false))
            {
                using var certificate = found;
                store.Remove(certificate);
                using var key = certificate.GetRSAPrivateKey();
                (key as RSACng)?.Key.Delete();
            }

            return thumbprint;
        });

    public Task SetListenerAsync(WinRmListener? listener, CancellationToken cancellationToken)
    {
        var create = listener is null ? ""
            : $@"; New-Item -Path WSMan:\localhost\Listener -Transport HTTPS -Address * -Port {listener.Port} "
                + $"-CertificateThumbPrint {listener.Thumbprint} -Force | Out-Null";
        return RunAsync($"{Listeners} | Remove-Item -Recurse -Force{create}", cancellationToken);
    }

    public Task SetBasicAsync(bool isAllowed, CancellationToken cancellationToken) =>
        RunAsync($@"Set-Item WSMan:\localhost\Service\Auth\Basic {(isAllowed ? "true" : "false")} -Force", cancellationToken);

    public Task SetRuleAsync(WinRmRule? rule, CancellationToken cancellationToken)
    {
        var create = rule is null ? ""
            : $"; New-NetFirewallRule -Name {Rule} -DisplayName 'Windows Remote Management (HTTPS), OpenLaunch' -Action Allow "
                + $"-Direction Inbound -Protocol TCP -LocalPort {rule.Port} -Profile "
                + $"{(rule.IsForAll ? "Any" : "Domain,Private")} | Out-Null";
        return RunAsync($"Remove-NetFirewallRule -Name {Rule} -ErrorAction SilentlyContinue{create}", cancellationToken);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static List<WinRmCertificate> Certificates()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        return [.. store.Certificates.Where(one => one.FriendlyName == FriendlyName).Select(one => new WinRmCertificate(
            one.Thumbprint, one.GetNameInfo(X509NameType.DnsName, forIssuer: false), one.NotAfter.ToUniversalTime()))];
    }

    private static Task<string> InStore(string act, Func<X509Store, string> change)
    {
        try
        {
            using var store = new X509Store(StoreName.My, StoreLocation.LocalMachine);
            store.Open(OpenFlags.ReadWrite);
            return Task.FromResult(change(store));
        }
        catch (CryptographicException refusal)
        {
            throw new MachineException(
                $"Cannot {act} of this machine: {refusal.Message.Trim()}. Run as an administrator or LocalSystem.", refusal);
        }
    }

    private async Task<string> RunAsync(string script, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(Bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            return await WindowsTool.RunAsync(
                @"WindowsPowerShell\v1.0\powershell.exe",
                ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command",
                    Strict + script.ReplaceLineEndings(" ")],
                either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MachineException(
                $"PowerShell did not configure Windows Remote Management within {Bound.TotalMinutes:0} minutes. See why the "
                + "service WinRM does not answer: winrm enumerate winrm/config/listener");
        }
    }
}
