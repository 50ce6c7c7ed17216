using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.DataVolumes;
using OpenLaunch.Steps.DnsSuffix;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Migration;

namespace OpenLaunch.Steps.Tests.Migration;

/// <summary>EC2Launch v1's JSON and EC2Config's XML.</summary>
public class FormerAgentMigrationTests
{
    private const string Ec2Config = """
        <?xml version="1.0" standalone="yes"?>
        <Ec2ConfigurationSettings>
          <Plugins>
            <Plugin><Name>Ec2SetPassword</Name><State>Disabled</State></Plugin>
            <Plugin><Name>Ec2SetComputerName</Name><State>Enabled</State></Plugin>
            <Plugin><Name>Ec2InitializeDrives</Name><State>Enabled</State></Plugin>
            <Plugin><Name>Ec2ConfigureRDP</Name><State>Disabled</State></Plugin>
            <Plugin><Name>Ec2SetDriveLetter</Name><State>Enabled</State></Plugin>
            <Plugin><Name>Ec2WindowsActivate</Name><State>Disabled</State></Plugin>
            <Plugin><Name>Ec2DynamicBootVolumeSize</Name><State>Disabled</State></Plugin>
            <Plugin><Name>Ec2HandleUserData</Name><State>Enabled</State></Plugin>
            <Plugin><Name>AWS.EC2.Windows.CloudWatch.PlugIn</Name><State>Enabled</State></Plugin>
          </Plugins>
          <GlobalSettings>
            <ManageShutdown>true</ManageShutdown>
            <SetDnsSuffixList>true</SetDnsSuffixList>
            <WaitForMetaDataAvailable>false</WaitForMetaDataAvailable>
            <ShouldAddRoutes>true</ShouldAddRoutes>
          </GlobalSettings>
        </Ec2ConfigurationSettings>
        """;

    private const string Bundle = """
        <BundleConfig>
          <Property><Name>AutoSysprep</Name><Value>Yes</Value></Property>
          <Property><Name>SetRDPCertificate</Name><Value>No</Value></Property>
          <Property><Name>SetPasswordAfterSysprep</Name><Value>Yes</Value></Property>
        </BundleConfig>
        """;

    private const string Letters = """
        <DriveLetterMapping>
          <Mapping><VolumeName>My Volume</VolumeName><DriveLetter>M:</DriveLetter></Mapping>
          <Mapping><VolumeName>No Letter</VolumeName><DriveLetter></DriveLetter></Mapping>
        </DriveLetterMapping>
        """;

    [Fact]
    public void The_settings_of_EC2Launch_v1_become_steps_in_its_order()
    {
        var plan = Files.Migrate("LaunchConfig.json", Files.LaunchConfig());

        var names = Files.Written(plan).Entries.Select(entry => entry.Name).ToList();
        Assert.Equal(
            ["addRoutes", "waitForMetadata", "activateWindows", "setHostName", "showInstanceInfo", "setDnsSuffix", "extendRootPartition",
            "setAdminAccount", "announceReady", "startSsm", "runUserData", "registerBootTask"],
            names.Except(["waitForSysprep", "setWallpaper", "keepMonitorOn", "setHibernation"]));
        Assert.Equal(SuffixPosition.First, ((SetDnsSuffixInputs)Files.Entry(plan, "setDnsSuffix").Inputs).Position);
        Assert.Equal(StepFrequency.PerInstance, Files.Entry(plan, "setAdminAccount").Frequency);
        Assert.False(Files.Entry(plan, "setHostName").Enabled);
        Assert.Equal(HostNameFormat.V1, ((SetHostNameInputs)Files.Entry(plan, "setHostName").Inputs).Format);
    }

    [Theory]
    [InlineData("Random", PasswordType.Random)]
    [InlineData("DoNothing", PasswordType.DoNothing)]
    [InlineData("donothing", PasswordType.DoNothing)]
    [InlineData("Specify", PasswordType.Static)]
    [InlineData("Encrypted", PasswordType.Static)]
    public void A_password_is_made_kept_or_asked_for_again_and_never_copied(string type, PasswordType expected)
    {
        var plan = Files.Migrate("LaunchConfig.json", Files.LaunchConfig(type, $",\"adminPassword\": \"{Files.Planted}\""));

        Assert.Equal(expected, ((SetAdminAccountInputs)Files.Entry(plan, "setAdminAccount").Inputs).Password.Type);
        Assert.DoesNotContain(Files.Planted, PlanText.Write(plan) + string.Join('\n', plan.Notes), StringComparison.Ordinal);
        Assert.Equal(type == "Specify", Files.Lines(plan, MigrationKind.SecretNotCopied).Any());
    }

    [Theory]
    [InlineData("{ \"setComputerName\": true }", "lacks the key 'adminPasswordType'; EC2Launch v1 would take all its defaults")]
    [InlineData("{ \"setComputerName\": true,, }", "this is not JSON; EC2Launch v1 would take all its defaults")]
    [InlineData("{ \"adminPasswordType\": \"" + Files.Planted, "this is not JSON")]
    public void What_EC2Launch_v1_would_replace_by_its_defaults_is_refused(string text, string message)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Files.Migrate("LaunchConfig.json", text));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Files.Planted, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"setComputerName\": false", "\"setComputerName\": \"true\"", "setComputerName: must be true or false, without quotes")]
    [InlineData("\"Random\"", "\"Random | Specify | DoNothing\"", "adminPasswordType: must be Random, Specify, DoNothing or Encrypted")]
    public void A_value_that_EC2Launch_v1_does_not_take_is_refused_with_its_place(string right, string wrong, string message)
    {
        var text = Files.LaunchConfig().Replace(right, wrong, StringComparison.Ordinal);

        var refusal = Assert.Throws<ConfigurationException>(() => Files.Migrate("LaunchConfig.json", text));

        Assert.Matches($@"^LaunchConfig\.json:\d+:\d+: {message}", Assert.Single(refusal.Errors).ToString());
    }

    [Fact]
    public void Keys_of_any_case_in_UTF_16_are_read_and_those_that_are_missing_count_as_false()
    {
        var text = Files.LaunchConfig()
            .Replace("\"setMonitorAlwaysOn\": true,", "", StringComparison.Ordinal)
            .Replace("\"handleUserData\": true,", "", StringComparison.Ordinal)
            .Replace("\"s", "\"S", StringComparison.Ordinal).Replace("\"admin", "\"Admin", StringComparison.Ordinal);

        var plan = new Migrator(BuiltInSteps.Catalogue).Migrate(
            [new("LaunchConfig.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))])]);

        Assert.False(Files.Entry(plan, "runUserData").Enabled);
        Assert.Contains("LaunchConfig.json setMonitorAlwaysOn: off, so it is not in the plan", Files.Lines(plan, MigrationKind.Kept));
    }

    [Fact]
    public void A_letter_that_two_volumes_want_goes_to_the_first()
    {
        var plan = Files.Migrate(("DriveLetterMappingConfig.json", """
            { "driveLetterMapping": [
              { "volumeName": "Data", "driveLetter": "H" }, { "volumeName": "Logs", "driveLetter": "H" } ] }
            """));

        var letter = Assert.Single(((SetDriveLettersInputs)Files.Entry(plan, "setDriveLetters").Inputs).Letters);
        Assert.Equal(("Data", "H"), (letter.Label, letter.Letter));
        Assert.Contains(
            "DriveLetterMappingConfig.json: 'Logs' is left out: the letter H is wanted for 'Data' already",
            Files.Lines(plan, MigrationKind.ChangedMeaning));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_task_for_disks_asks_for_volumes(bool isEnabled)
    {
        var plan = Files.Migrate("LaunchConfig.json", Files.LaunchConfig(), isEnabled ? ["Disk Initialization"] : []);

        Assert.Equal(isEnabled, Files.Written(plan).Entries.Any(entry => entry.Name == "initializeVolume"));
    }

    [Fact]
    public void The_plugins_of_EC2Config_become_steps()
    {
        var plan = Files.Migrate(("config.xml", Ec2Config), ("BundleConfig.xml", Bundle), ("DriveLetterConfig.xml", Letters));

        Assert.True(Files.Entry(plan, "setHostName").Enabled);
        Assert.False(Files.Entry(plan, "activateWindows").Enabled);
        Assert.False(Files.Entry(plan, "extendRootPartition").Enabled);
        Assert.False(Files.Entry(plan, "waitForMetadata").Enabled);
        Assert.Equal(PasswordType.DoNothing, ((SetAdminAccountInputs)Files.Entry(plan, "setAdminAccount").Inputs).Password.Type);
        Assert.Equal(VolumeSelection.All, ((InitializeVolumeInputs)Files.Entry(plan, "initializeVolume").Inputs).Initialize);
        Assert.Equal("M", Assert.Single(((SetDriveLettersInputs)Files.Entry(plan, "setDriveLetters").Inputs).Letters).Letter);
        Assert.Equal(
            ["config.xml AWS.EC2.Windows.CloudWatch.PlugIn", "config.xml ManageShutdown", "BundleConfig.xml AutoSysprep",
            "BundleConfig.xml SetPasswordAfterSysprep", "DriveLetterConfig.xml"],
            plan.Notes.Where(note => note.Kind == MigrationKind.NoCounterpart).Select(note => note.From));
    }

    [Theory]
    [InlineData("""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Ec2ConfigurationSettings><a>&x;</a></Ec2ConfigurationSettings>""")]
    [InlineData("""<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><Ec2ConfigurationSettings>&x;&x;</Ec2ConfigurationSettings>""")]
    [InlineData("<Ec2ConfigurationSettings><" + Files.Planted)]
    public void XML_with_entities_and_XML_that_is_none_are_refused(string text)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Files.Migrate("config.xml", text));

        Assert.Contains("no DTD and no entities", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Files.Planted, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void XML_nested_without_end_is_refused_before_a_tree_of_it_is_built()
    {
        var text = "<Ec2ConfigurationSettings>" + string.Concat(Enumerable.Repeat("<a>", 1 << 18));

        var refusal = Assert.Throws<ConfigurationException>(() => Files.Migrate("config.xml", text));

        // The place tells that no more was read than the first elements.
        Assert.StartsWith("config.xml:1:220: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("64 levels", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EC2Config_in_UTF_16_is_read()
    {
        var text = Ec2Config.Replace("version=\"1.0\"", "version=\"1.0\" encoding=\"utf-16\"", StringComparison.Ordinal);

        var plan = new Migrator(BuiltInSteps.Catalogue).Migrate(
            [new("config.xml", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])]);

        Assert.True(Files.Entry(plan, "setHostName").Enabled);
    }

    [Fact]
    public void Of_files_of_several_agents_those_of_the_newest_count_and_the_others_are_named()
    {
        var plan = Files.Migrate(("config.xml", Ec2Config), ("LaunchConfig.json", Files.LaunchConfig()));

        Assert.Equal("LaunchConfig.json of EC2Launch v1", plan.Source);
        Assert.Contains(
            "config.xml: not read: it is of EC2Config, and there is a file of EC2Launch v1; --from names one",
            Files.Lines(plan, MigrationKind.ChangedMeaning));
    }
}
