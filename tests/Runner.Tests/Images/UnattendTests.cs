using System.Text;
using System.Xml.Linq;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Tests.Images;

/// <summary>The shipped answer file against Microsoft Learn, "Unattended Windows Setup Reference".</summary>
public class UnattendTests
{
    private static readonly XNamespace Unattend = "urn:schemas-microsoft-com:unattend";
    private static readonly XNamespace Wcm = "http://schemas.microsoft.com/WMIConfig/2002/State";

    /// <summary>The settings that may occur: component, then the passes that allow it, then the paths below it.</summary>
    private static readonly (string Component, string[] Passes, string[] Settings)[] Reference =
    [
        ("Microsoft-Windows-PnpSysprep", ["generalize"], ["PersistAllDeviceInstalls", "DoNotCleanUpNonPresentDevices"]),
        ("Microsoft-Windows-Shell-Setup", ["specialize"], ["ComputerName", "CopyProfile"]),
        ("Microsoft-Windows-Shell-Setup", ["specialize", "oobeSystem"], ["TimeZone", "RegisteredOrganization", "RegisteredOwner"]),
        ("Microsoft-Windows-Shell-Setup", ["oobeSystem"],
            ["OOBE", "OOBE/HideEULAPage", "OOBE/HideLocalAccountScreen", "OOBE/HideWirelessSetupInOOBE", "OOBE/ProtectYourPC"]),
        ("Microsoft-Windows-Deployment", ["specialize", "auditUser"],
            ["RunSynchronous", "RunSynchronous/RunSynchronousCommand", "RunSynchronous/RunSynchronousCommand/Order",
            "RunSynchronous/RunSynchronousCommand/Path", "RunSynchronous/RunSynchronousCommand/Description",
            "RunSynchronous/RunSynchronousCommand/WillReboot"]),
        ("Microsoft-Windows-ServerManager-SvrMgrNc", ["specialize", "generalize"], ["DoNotOpenServerManagerAtLogon"]),
        ("Networking-MPSSVC-Svc", ["specialize"],
            ["FirewallGroups", "FirewallGroups/FirewallGroup", "FirewallGroups/FirewallGroup/Active",
            "FirewallGroups/FirewallGroup/Profile", "FirewallGroups/FirewallGroup/Group"]),
        ("Microsoft-Windows-International-Core", ["specialize", "oobeSystem"],
            ["InputLocale", "SystemLocale", "UILanguage", "UserLocale"]),
    ];

    private static readonly string Path = Repository.File("config", "unattend.xml");
    private static readonly XDocument Document = XDocument.Load(Path);

    private static IEnumerable<XElement> Components => Document.Root!.Elements().SelectMany(settings => settings.Elements());

    [Fact]
    public void It_has_each_pass_once_in_the_order_in_which_Windows_runs_them() => Assert.Equal(
        ["settings generalize", "settings specialize", "settings oobeSystem"],
        Document.Root!.Elements().Select(settings => $"{settings.Name.LocalName} {(string?)settings.Attribute("pass")}"));

    [Fact]
    public void Each_setting_is_one_that_its_pass_allows() => Assert.All(Components, component =>
    {
        var pass = (string)component.Parent!.Attribute("pass")!;
        var allowed = Reference
            .Where(entry => entry.Component == (string?)component.Attribute("name") && entry.Passes.Contains(pass))
            .SelectMany(entry => entry.Settings);
        Assert.Empty(component.Descendants().Select(setting => PathBelow(component, setting)).Except(allowed));
        Assert.NotEmpty(component.Elements());
    });

    [Fact]
    public void Each_component_is_named_in_full() => Assert.All(Components, component => Assert.Equal(
        "amd64 31bf3856ad364e35 neutral nonSxS",
        string.Join(' ', new[] { "processorArchitecture", "publicKeyToken", "language", "versionScope" }
            .Select(name => (string?)component.Attribute(name)))));

    [Fact]
    public void All_elements_are_of_the_namespace_and_list_items_say_that_they_are_added()
    {
        Assert.All(Document.Root!.DescendantsAndSelf(), element => Assert.Equal(Unattend, element.Name.Namespace));
        Assert.All(
            Document.Descendants().Where(element => element.Name.LocalName is "RunSynchronousCommand" or "FirewallGroup"),
            item => Assert.Equal("add", (string?)item.Attribute(Wcm + "action")));
    }

    [Fact]
    public void Nothing_that_sysprep_fills_is_left_empty_in_the_copy_for_Windows()
    {
        var filled = UnattendFile.Read(File.ReadAllBytes(Path), Path).Fill("ja-JP", "ja-JP", "x specialize");
        var copy = XDocument.Parse(Encoding.UTF8.GetString(filled.Content));
        Assert.Equal(5, filled.Filled.Count);
        Assert.All(copy.Descendants().Where(element => !element.HasElements), element => Assert.NotEmpty(element.Value));
    }

    [Fact]
    public void It_names_nobody() => Assert.DoesNotContain("Amazon", File.ReadAllText(Path), StringComparison.OrdinalIgnoreCase);

    private static string PathBelow(XElement component, XElement setting) => string.Join(
        '/', setting.AncestorsAndSelf().TakeWhile(element => element != component).Reverse().Select(e => e.Name.LocalName));
}
