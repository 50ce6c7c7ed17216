using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.WinRm;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.WinRm;

public sealed class ConfigureWinRmStepTests : IAsyncDisposable
{
    private readonly StepBench bench = StepBench.For<ConfigureWinRmStep>();

    private WinRmState WinRm => bench.Machine.WinRm;

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Listens_over_HTTPS_with_a_certificate_of_the_machine_and_a_second_run_changes_nothing()
    {
        (await RunAsync("")).ShouldBeDone().ShouldChange(
            "make a certificate for EC2AMAZ-4F7Q2MK, signed by itself",
            "let Windows Remote Management listen over HTTPS on port 5986",
            "let the firewall take port 5986 from all networks");
        Assert.Equal((5986, WinRm.Certificates.Keys.Single(), false), (WinRm.Port!.Value, WinRm.Thumbprint, WinRm.AllowsBasic));
        (await bench.RunAgainAsync(TestContext.Current.CancellationToken)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task A_service_that_is_off_is_started_and_a_dry_run_says_so()
    {
        var service = bench.Machine.Services.Single(one => one.Name == "WinRM");
        (service.State, service.StartType) = ("stopped", "disabled");
        string[] changes =
        [
            "set the service WinRM to start with Windows", "start the service WinRM",
            "make a certificate for EC2AMAZ-4F7Q2MK, signed by itself",
            "let Windows Remote Management listen over HTTPS on port 8443",
            "let the firewall take port 8443 from domain and private networks",
        ];

        (await bench.DryRunAsync("port: 8443\nfirewall: domainPrivate", TestContext.Current.CancellationToken)).ShouldChange(changes);
        Assert.Null(WinRm.Port);
        (await RunAsync("port: 8443\nfirewall: domainPrivate")).ShouldBeDone().ShouldChange(changes);
    }

    [Fact]
    public async Task Basic_authentication_is_forbidden_unless_it_is_asked_for()
    {
        WinRm.AllowsBasic = true;
        Assert.Contains("forbid basic authentication in Windows Remote Management", (await RunAsync("")).Changes);
        (await RunAsync("basic: true")).ShouldChange("allow basic authentication in Windows Remote Management");
    }

    [Fact]
    public async Task What_the_step_made_is_taken_away_again()
    {
        await RunAsync("");
        var thumbprint = WinRm.Thumbprint!;
        (await RunAsync("ensure: absent")).ShouldBeDone().ShouldChange(
            "remove the firewall rule for Windows Remote Management",
            "remove the listener of Windows Remote Management over HTTPS",
            $"remove the certificate {thumbprint[..8]}… of Windows Remote Management");
        Assert.Null(WinRm.Port);
        Assert.Empty(WinRm.Certificates);
        (await RunAsync("ensure: absent")).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task A_listener_with_the_certificate_of_somebody_else_keeps_it()
    {
        (WinRm.Port, WinRm.Thumbprint) = (5985, "FOREIGN");
        (await RunAsync("firewall: none")).ShouldChange("let Windows Remote Management listen over HTTPS on port 5986");
        Assert.Equal("FOREIGN", WinRm.Thumbprint);
        (await RunAsync("ensure: absent")).ShouldChangeNothing();
    }

    [Theory]
    [InlineData("EC2AMAZ-4F7Q2MK 2000-01-01")]
    [InlineData("OLD-NAME 2099-01-01")]
    public async Task A_certificate_that_ends_or_bears_an_old_name_gives_way_to_a_new_one(string certificate)
    {
        await RunAsync("");
        var old = WinRm.Thumbprint!;
        WinRm.Certificates[old] = certificate;

        (await RunAsync("")).ShouldBeDone().ShouldChange(
            "make a certificate for EC2AMAZ-4F7Q2MK, signed by itself",
            "let Windows Remote Management listen over HTTPS on port 5986",
            $"remove the certificate {old[..8]}… of Windows Remote Management");
        Assert.NotEqual(old, WinRm.Thumbprint);
    }

    [Fact]
    public void The_certificate_names_the_machine_serves_TLS_alone_and_has_its_key()
    {
        var now = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
        using var certificate = X509CertificateLoader.LoadPkcs12(SelfSignedCertificate.Make("WEB-1", now), null);

        Assert.True(certificate.MatchesHostname("WEB-1"));
        Assert.Equal(("CN=WEB-1", certificate.Subject), (certificate.Subject, certificate.Issuer));
        Assert.Equal((now.AddDays(-1), now.AddYears(3)), (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime()));
        Assert.True(certificate.HasPrivateKey);
        Assert.Equal(
            ["1.3.6.1.5.5.7.3.1"],
            certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(use => use.Value));
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    private Task<StepRun> RunAsync(string inputs) => bench.RunAsync(inputs, TestContext.Current.CancellationToken);
}
