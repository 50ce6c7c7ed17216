using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.WinRm;

/// <summary>Windows Remote Management of a simulated machine; its certificates are names only.</summary>
internal sealed class SimulatedWinRm(SimulatedMachine machine) : IWinRm
{
    private const string What = "Windows Remote Management";

    public Task<WinRmFacts> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(machine.Read(
        state => new WinRmFacts(
        state.WinRm is { Port: { } port, Thumbprint: { } thumbprint } ? new(port, thumbprint) : null,
        [.. state.WinRm.Certificates.Select(one => new WinRmCertificate(
            one.Key, one.Value.Split(' ')[0],
            DateTimeOffset.Parse(one.Value.Split(' ')[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)))],
        state.WinRm.AllowsBasic,
        state.WinRm.FirewallPort is { } open ? new(open, state.WinRm.FirewallForAll) : null)));

    public async Task<string> MakeCertificateAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ends = WinRmCertificate.EndOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var thumbprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {now:O}")))[..40];
        await machine.WriteAsync(What, state => state.WinRm.Certificates[thumbprint] = $"{name} {ends}");
        return thumbprint;
    }

    public Task RemoveCertificateAsync(string thumbprint, CancellationToken cancellationToken) =>
        machine.WriteAsync(What, state => state.WinRm.Certificates.Remove(thumbprint));

    public Task SetListenerAsync(WinRmListener? listener, CancellationToken cancellationToken) =>
        machine.WriteAsync(What, state => (state.WinRm.Port, state.WinRm.Thumbprint) = (listener?.Port, listener?.Thumbprint));

    public Task SetBasicAsync(bool isAllowed, CancellationToken cancellationToken) =>
        machine.WriteAsync(What, state => state.WinRm.AllowsBasic = isAllowed);

    public Task SetRuleAsync(WinRmRule? rule, CancellationToken cancellationToken) => machine.WriteAsync(
        What, state => (state.WinRm.FirewallPort, state.WinRm.FirewallForAll) = (rule?.Port, rule?.IsForAll ?? false));
}
