using System.Net;
using System.Net.Sockets;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build activates Windows through a double of WMI's licensing classes.</summary>
[Collection(WineMachine.Collection)]
public sealed class ActivationDoubleTests(WineMachine machine) : IAsyncDisposable
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Plan = "  - step: activateWindows\n";

    private const string Platform = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";

    private const string Version = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    private const string Product = "SoftwareLicensingProduct.ID=\"00000000-1111-2222-3333-444444444444\"";

    private const string Service = "SoftwareLicensingService.Version=\"10.0.26100.1\"";

    private const string LicenceQuery =
        "ExecQuery WQL SELECT ID, LicenseStatus, LicenseStatusReason, GracePeriodRemaining, EvaluationEndDate, ProductKeyChannel, "
        + "PartialProductKey, DiscoveredKeyManagementServiceMachineName FROM SoftwareLicensingProduct "
        + "WHERE ApplicationID = '55c92734-d682-4d71-983e-d6ec3f16059f' AND PartialProductKey IS NOT NULL "
        + "AND LicenseIsAddon = FALSE 0x30 null -> 0";

    // The second key management service answers, the first does not.
    private readonly TcpListener kms = new(IPAddress.Parse("169.254.169.251"), 1688);

    private readonly Dictionary<string, string?> before = [];

    public async ValueTask DisposeAsync()
    {
        kms.Dispose();
        foreach (var (name, value) in before)
            await machine.SetRegistryAsync(Version, name, value ?? "");
    }

    [Fact]
    public async Task Windows_with_a_retail_key_gets_the_key_of_volume_licensing_and_is_activated_by_the_KMS_that_answers()
    {
        var wmi = await NotLicensedAsync();
        wmi.Tell("ProductKeyChannel", "Retail");
        wmi.Tell("LatencyMs", "1500");
        await using var boot = new WineBoot(machine, Plan) { Doubles = wmi };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("done", run.OutcomeOf("activateWindows"));
        var calls = await wmi.TakeCallsAsync();
        Assert.Equal(@"ConnectServer ROOT\CIMV2 null null null 0x80 null null", calls[0]);
        Assert.Equal("CoSetProxyBlanket the namespace 10 0 null 3 3 null 0", calls[1]);
        Assert.Single(calls, call => call.StartsWith("ConnectServer", Ordinal));
        Assert.Equal(
            [
                LicenceQuery,
                "ExecQuery WQL SELECT Version FROM SoftwareLicensingService 0x30 null -> 0",
                $"ExecMethod {Service} InstallProductKey 0 null key=D764K-2NDRG-47T6Q-P8T8W-YP6DF null -> 0",
                $"ExecMethod {Service} RefreshLicenseStatus 0 null key=null null -> 0",
                LicenceQuery,
                $"ExecMethod {Product} Activate 0 null key=null null -> 0",
                "ExecQuery WQL SELECT Version FROM SoftwareLicensingService 0x30 null -> 0",
                $"ExecMethod {Service} RefreshLicenseStatus 0 null key=null null -> 0",
                LicenceQuery,
            ],
            calls.Where(call => call.StartsWith("Exec", Ordinal)));
        Assert.Contains("Next 1000 -> timed out", calls);
        Assert.Equal("169.254.169.251", await machine.RegistryAsync(Platform, "KeyManagementServiceName"));
        Assert.Equal("1688", await machine.RegistryAsync(Platform, "KeyManagementServicePort"));

        var again = await boot.RunAsync("--force");
        Assert.Empty(again.ChangesOf("activateWindows"));
        Assert.Equal([LicenceQuery], (await wmi.TakeCallsAsync()).Where(call => call.StartsWith("Exec", Ordinal)));
    }

    [Theory]
    [InlineData("C004F074", "", "no KMS could be contacted (0xC004F074)")]
    [InlineData("C004F074", "told by ReturnValue", "no KMS could be contacted (0xC004F074)")]
    [InlineData("C004F06C", "", "the clock is too far from that of the KMS (0xC004F06C)")]
    [InlineData("80070005", "", "try 'cscript slmgr.vbs /dlv'")]
    public async Task What_the_licensing_service_refuses_is_said_in_words(string code, string way, string told)
    {
        var wmi = await NotLicensedAsync();
        wmi.Tell("MethodResult", code);
        wmi.Tell(way.Length > 0 ? way : "told by the call");
        await using var boot = new WineBoot(machine, Plan) { Doubles = wmi };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("activateWindows"));
        Assert.Contains("Cannot activate Windows: ", run.ReasonOf("activateWindows"), Ordinal);
        Assert.Contains(told, run.ReasonOf("activateWindows"), Ordinal);
    }

    [Fact]
    public async Task Windows_without_a_product_key_is_told_to_get_one()
    {
        var wmi = await NotLicensedAsync();
        wmi.Tell("no product");
        await using var boot = new WineBoot(machine, Plan) { Doubles = wmi };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("activateWindows"));
        Assert.Contains("Windows has no product key", run.ReasonOf("activateWindows"), Ordinal);
    }

    /// <summary>
    /// No comparison of declarations sees a text that is no BSTR, a class or property that is not, or a proxy that may do nothing.
    /// </summary>
    [Theory]
    [InlineData("bstr", "ConnectServer ROOT\\CIMV2 ", "0")]
    [InlineData("text", "ConnectServer (no BSTR) ", "8004100e")]
    [InlineData("property", "ExecQuery WQL SELECT NoSuch FROM SoftwareLicensingService 0 null -> 0x80041017", "80041017")]
    [InlineData("class", "ExecQuery WQL SELECT Version FROM NoSuch 0 null -> 0x80041010", "80041010")]
    [InlineData("rights", "ExecQuery WQL SELECT Version FROM SoftwareLicensingService 0 null -> 0", "80041003")]
    public async Task What_Microsofts_pages_forbid_is_refused(string way, string recorded, string result)
    {
        var wmi = await WindowsDouble.PutAsync(machine, "wbemprox");
        var program = Path.Combine(machine.NewFolder(), "ask.exe");
        await CrossCompiler.BuildAsync(Asking, program);
        using var process = machine.StartWith(wmi, [program, way]);
        Assert.Equal(result, (await process.EndAsync()).Output);
        Assert.Contains(await wmi.TakeCallsAsync(), call => call.StartsWith(recorded, Ordinal));
    }

    private async Task<WindowsDouble> NotLicensedAsync()
    {
        var wmi = await WindowsDouble.PutAsync(machine, "wbemprox");
        wmi.Tell("LicenseStatus", "5");
        await machine.SetRegistryAsync(Platform, "KeyManagementServiceName", "kms.example.com");
        foreach (var (name, value) in new[] { ("EditionID", "ServerDatacenter"), ("CurrentBuild", "26100") })
        {
            before[name] = await machine.RegistryAsync(Version, name);
            await machine.SetRegistryAsync(Version, name, value);
        }

        kms.Start();
        return wmi;
    }

    private const string Asking = """
        #define COBJMACROS
        #include <stdio.h>
        #include <string.h>
        #include <objbase.h>
        #include <oleauto.h>
        #include <wbemcli.h>
        #define CALL(library, name) ((void *)GetProcAddress(LoadLibraryA(library), name))
        int main(int count, char **values)
        {
            HRESULT (WINAPI *begin)(void *, DWORD) = CALL("ole32.dll", "CoInitializeEx");
            HRESULT (WINAPI *create)(REFCLSID, void *, DWORD, REFIID, void **) = CALL("ole32.dll", "CoCreateInstance");
            HRESULT (WINAPI *protect)(void *, DWORD, DWORD, void *, DWORD, DWORD, void *, DWORD) = CALL("ole32.dll", "CoSetProxyBlanket");
            BSTR (WINAPI *string)(const WCHAR *) = CALL("oleaut32.dll", "SysAllocString");
            struct { DWORD before; WCHAR text[16]; } plain = { 0x1234, L"ROOT\\CIMV2" };
            IWbemLocator *locator;
            IWbemServices *services;
            IEnumWbemClassObject *found;
            char *way = values[1];
            begin(NULL, COINIT_MULTITHREADED);
            create(&CLSID_WbemLocator, NULL, CLSCTX_INPROC_SERVER, &IID_IWbemLocator, (void **)&locator);
            BSTR place = strcmp(way, "text") ? string(L"ROOT\\CIMV2") : plain.text;
            HRESULT result = IWbemLocator_ConnectServer(locator, place, NULL, NULL, NULL, 0, NULL, NULL, &services);
            if (result || !strcmp(way, "bstr"))
                return printf("%lx", result) < 0;
            protect(services, 10, 0, NULL, 3, strcmp(way, "rights") ? 3 : 2, NULL, 0);
            result = IWbemServices_ExecQuery(services, string(L"WQL"),
                string(!strcmp(way, "property") ? L"SELECT NoSuch FROM SoftwareLicensingService"
                    : !strcmp(way, "class") ? L"SELECT Version FROM NoSuch" : L"SELECT Version FROM SoftwareLicensingService"),
                0, NULL, &found);
            return printf("%lx", result) < 0;
        }
        """;
}
