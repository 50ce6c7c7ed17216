using System.Xml;
using System.Xml.Linq;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Migration;

/// <summary>Reads the files of EC2Config (EC2 User Guide, "Configure a Windows instance using the EC2Config service").</summary>
internal sealed class Ec2ConfigReader(List<MigrationNote> notes, LaunchConfigReader events)
{
    private static readonly Dictionary<string, string> WithoutCounterpart = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Ec2ConfigureRDP"] = "give Remote Desktop its certificate by group policy, or by a script of the plan",
        ["Ec2FeatureLogging"] = "what Windows has installed is told by 'openlaunch doctor' and Systems Manager's inventory",
        ["AWS.EC2.Windows.CloudWatch.PlugIn"] = "use the CloudWatch agent; deploy/cloudwatch has a configuration for our logs",
        ["ManageShutdown"] = "Windows shuts down by itself; programs that need longer say so to Windows",
        ["AutoSysprep"] = "call 'openlaunch sysprep' where the image is made",
        ["PreSysprepRunCmd"] = "put the command into config\\before-sysprep.cmd",
        ["Switches"] = "'openlaunch sysprep' calls sysprep.exe with its own switches",
        ["SetRDPCertificate"] = "give Remote Desktop its certificate by group policy, or by a script of the plan",
    };

    /// <exception cref="ConfigurationException">It is no XML, or holds a DTD.</exception>
    public FormerSettings ReadConfig(SourceFile file, FormerSettings settings)
    {
        var root = Open(file);
        var states = root.Descendants().Where(element => element.Name.LocalName == "Plugin")
            .Select(plugin => (Name: Child(plugin, "Name"), IsOn: IsTrue(Child(plugin, "State")))).ToList();
        states.AddRange(root.Descendants().Where(element => element.Parent?.Name.LocalName == "GlobalSettings")
            .Select(setting => (setting.Name.LocalName, IsTrue(setting.Value))));
        foreach (var (name, isOn) in states)
            settings = Apply(settings, name, new(isOn, $"{file.Name} {name}"));
        notes.Add(new(
            MigrationKind.ChangedMeaning, file.Name,
            "EC2Config runs at each start of Windows: for the same, 'openlaunch schedule --per-boot'"));
        return settings;
    }

    public FormerSettings ReadBundle(SourceFile file, FormerSettings settings)
    {
        foreach (var property in Open(file).Descendants().Where(element => element.Name.LocalName == "Property"))
        {
            var (name, value) = (Child(property, "Name"), Child(property, "Value"));
            if (name.Equals("SetPasswordAfterSysprep", StringComparison.OrdinalIgnoreCase))
            {
                var from = $"{file.Name} {name}";
                if (IsTrue(value) && settings.Password is null or { Type: "random" })
                    settings = settings with { Password = ("random", from) };
                else if (IsTrue(value))
                {
                    notes.Add(new(
                        MigrationKind.NoCounterpart, from, "Ec2SetPassword is off, so the plan leaves the password alone; set"
                        + " type: random before you make an image by Sysprep, or nobody knows the password of its instances"));
                }
            }
            else if (WithoutCounterpart.TryGetValue(name, out var instead))
            {
                if (value.Length > 0 && !IsFalse(value))
                    notes.Add(new(MigrationKind.NoCounterpart, $"{file.Name} {name}", instead));
            }
            else
                Unknown(file.Name, name);
        }

        return settings;
    }

    public FormerSettings ReadDriveLetters(SourceFile file, FormerSettings settings) => settings with
    {
        Letters = [.. DriveLetters.Usable(
            Open(file).Descendants().Where(element => element.Name.LocalName == "Mapping")
                .Select(mapping => (Child(mapping, "VolumeName"), Child(mapping, "DriveLetter"))),
            file.Name, notes)],
        LettersFrom = file.Name,
    };

    public FormerSettings ReadEventLogs(SourceFile file, FormerSettings settings) => settings with
    {
        Events = [.. Open(file).DescendantsAndSelf().Where(element => Child(element, "Category").Length > 0)
            .Select(entry => events.Event(
                Child(entry, "Category"), Child(entry, "AppName"), Child(entry, "ErrorType"), Child(entry, "NumEntries"),
                file.Name))],
    };

    /// <summary>Files of which nothing but their being there, or their keys, can be told.</summary>
    public FormerSettings ReadOther(SourceFile file, FormerSettings settings)
    {
        var keys = Open(file).Descendants().Where(element => !element.HasElements && element.Value.Trim().Length > 0)
            .Select(element => element.Name.LocalName).Distinct().ToList();
        switch (file.Name.ToUpperInvariant())
        {
            case var name when name.StartsWith("WALLPAPER", StringComparison.Ordinal):
                settings = settings with { SetWallpaper = new(true, file.Name) };
                notes.Add(new(
                    MigrationKind.ChangedMeaning, file.Name, "setWallpaper shows its own lines, and not those of this file"));
                break;
            case var name when name.StartsWith("INITIALIZE", StringComparison.Ordinal):
                settings = settings with { InitializeDisks = settings.InitializeDisks ?? new(true, file.Name) };
                notes.Add(new(MigrationKind.ChangedMeaning, file.Name, "initializeVolume makes volumes of empty disks alone"));
                break;
            default:
                foreach (var key in keys.Where(key => key != "DoActivate"))
                {
                    notes.Add(new(
                        MigrationKind.NoCounterpart, $"{file.Name} {key}", "activateWindows asks EC2's own licence server"));
                }

                break;
        }

        return settings;
    }

    private FormerSettings Apply(FormerSettings settings, string name, Setting setting)
    {
        switch (name.ToUpperInvariant())
        {
            case "EC2SETPASSWORD":
                return settings with { Password = (setting.IsOn ? "random" : "doNothing", setting.From) };
            case "EC2SETCOMPUTERNAME":
                return settings with { SetComputerName = setting };
            case "EC2INITIALIZEDRIVES":
                return settings with { InitializeDisks = setting };
            case "EC2EVENTLOG":
                return settings with { SendEventLogs = setting };
            case "EC2SETDRIVELETTER":
                return settings with { SetsLetters = setting.IsOn };
            case "EC2WINDOWSACTIVATE":
                return settings with { Activate = setting };
            case "EC2DYNAMICBOOTVOLUMESIZE":
                return settings with { ExtendBootVolume = setting };
            case "EC2HANDLEUSERDATA":
                return settings with { HandleUserData = setting };
            case "SETDNSSUFFIXLIST":
                return settings with { SetDnsSuffix = setting };
            case "SHOULDADDROUTES":
                return settings with { AddRoutes = setting };
            case "WAITFORMETADATAAVAILABLE":
                return settings with { WaitForMetadata = setting };
            case "EC2OUTPUTRDPCERT":
                notes.Add(new(
                    setting.IsOn ? MigrationKind.Kept : MigrationKind.ChangedMeaning, setting.From, "showInstanceInfo"));
                break;
            case "REMOVECREDENTIALSFROMSYSPREPONSTARTUP":
                notes.Add(new(MigrationKind.Kept, setting.From, "no password of ours is in an answer file"));
                break;
            case "EC2ELASTICGPUSETUP":
                notes.Add(new(MigrationKind.ChangedMeaning, setting.From, "left out: Elastic Graphics ended on 2024-01-08"));
                break;
            default:
                if (!setting.IsOn)
                    break;
                notes.Add(new(
                    MigrationKind.NoCounterpart, setting.From,
                    WithoutCounterpart.GetValueOrDefault(name, "what it does is not known")));
                break;
        }

        return settings;
    }

    private void Unknown(string file, string name) => notes.Add(new(
        MigrationKind.NoCounterpart, $"{file} {Wording.Quote(name)}", "what it does is not known"));

    private static string Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?.Value.Trim() ?? "";

    private static bool IsTrue(string text) => text.Trim().ToUpperInvariant() is "ENABLED" or "TRUE" or "YES";

    private static bool IsFalse(string text) => text.Trim().ToUpperInvariant() is "DISABLED" or "FALSE" or "NO";

    private static XElement Open(SourceFile file)
    {
        try
        {
            return OutsideXml.Load(file.Content).Root!;
        }
        catch (XmlException exception)
        {
            // The message of the exception quotes the text, in which a password may stand.
            throw new ConfigurationErrors(file.Name).Fatal(
                new(Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition)),
                "this is no XML that is read: no DTD and no entities, at most 1,048,576 characters and 64 levels");
        }
    }
}
