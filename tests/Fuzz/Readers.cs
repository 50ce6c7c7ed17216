using System.Text;
using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.HostIdentity;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.SerialConsole;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Fuzz;

/// <summary>
/// Every reader of bytes that come from outside, as a run calls it. What a reader is allowed to throw is caught here; everything else
/// that leaves a method is a crash.
/// </summary>
public static class Readers
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("openlaunch-fuzz-files-").FullName;

    public static void Configuration(byte[] bytes) => Allow<ConfigurationException>(() =>
        new ConfigurationReader(BuiltInSteps.Catalogue) { Dialects = [new AgentConfig()] }.Read(YamlDocumentReader.Read(bytes, "f")));

    public static void UserData(byte[] bytes)
    {
        var document = UserDataReader.Read(bytes, BuiltInSteps.Catalogue);
        _ = UserDataJson.Write(document);
    }

    /// <summary>What is read is written, and read again.</summary>
    public static void Machine(byte[] bytes) => Allow<ConfigurationException>(() =>
    {
        var text = MachineFile.Format(InputBinder.Read<MachineState>(YamlDocumentReader.Read(bytes, "f")));
        if (MachineFile.Format(MachineFile.Parse(text, "f")) != text)
            throw new InvalidDataException("the machine is another when it is read again");
    });

    public static void Journal(byte[] bytes) => Allow<IOException>(() =>
    {
        var path = Write(JournalFile.FileName, bytes);
        var records = JournalContent.Read(path).Records;
        var compacted = JournalCompaction.Compact(records);
        _ = RunStatus.From(records, isLocked: false);
        _ = RunStatus.From(compacted, isLocked: true);
        _ = new JournalHistory(compacted);
    });

    public static void AnswerFile(byte[] bytes) => Allow<ConfigurationException>(() =>
        UnattendFile.Read(UnattendFile.Read(bytes, "f").Fill("de-DE", "en-US", "a.exe specialize").Content, "f"));

    public static void PublicKey(byte[] bytes) => Allow<FormatException>(() =>
        PasswordEncryption.Encrypt(OpenSshRsaKey.Parse(Encoding.UTF8.GetString(bytes)), new("Passw0rd")));

    public static void IdentityDocument(byte[] bytes) => Allow<JsonException>(() =>
    {
        _ = BillingDocument.Parse(Encoding.UTF8.GetString(bytes));
        _ = BillingDocument.SqlServers(Encoding.UTF8.GetString(bytes));
    });

    public static void ReplacedAgents(byte[] bytes) => Allow<IOException>(() =>
    {
        Write("replaced-agents.json", bytes);
        _ = new ReplacedAgentsFile(Folder).Read();
    });

    public static void FirmwareTables(byte[] bytes)
    {
        _ = SmbiosTable.FindSystemUuid(bytes);
        _ = SpcrTable.Parse(bytes);
    }

    public static void ScriptRecord(byte[] bytes) =>
        _ = ScriptCheckpoint.Read(Encoding.UTF8.GetString(bytes), "echo", isTextChanged: false);

    public static void SmallTexts(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        _ = DurationText.TryParse(text, out _);
        _ = Steps.Volumes.ByteSize.TryParse(text, out _);
        _ = HostNameRules.Violation(text);
        Allow<FormatException>(() => HostNameTemplate.Parse(text));
        _ = KmsHosts.Read(text);
        _ = PrintableText(text);
        Allow<FormatException>(() => MetadataEndpoint.Resolve(text, _ => null));
    }

    private static string PrintableText(string text) => Core.Console.PrintableText.Block(Core.Console.PrintableText.Line(text));

    private static string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Allow<TException>(Action read)
        where TException : Exception
    {
        try
        {
            read();
        }
        catch (TException)
        {
            // What it says of a wrong input.
        }
    }
}
