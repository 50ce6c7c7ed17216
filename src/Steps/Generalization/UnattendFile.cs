using System.Text;
using System.Xml;
using System.Xml.Linq;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// The answer file of Windows Setup (Microsoft Learn, "Unattended Windows Setup Reference"), with what the operator left empty
/// for the machine at hand.
/// </summary>
internal sealed class UnattendFile
{
    private static readonly XNamespace Unattend = "urn:schemas-microsoft-com:unattend";
    private static readonly string[] Locales = ["InputLocale", "SystemLocale", "UILanguage", "UserLocale"];

    private readonly XDocument document;

    private UnattendFile(XDocument document) => this.document = document;

    /// <exception cref="ConfigurationException">It is none, or it would leave Remote Desktop closed; tells all.</exception>
    public static UnattendFile Read(byte[] bytes, string name)
    {
        var document = Parse(bytes, name);
        var errors = Problems(document).Select(problem => Error(name, problem.Where, problem.Message)).ToList();
        return errors.Count == 0 ? new UnattendFile(document) : throw new ConfigurationException(errors);
    }

    /// <summary>Fills what is empty: the locales, and the command that ends the specialize pass.</summary>
    /// <param name="locale">The system's locale, for keyboard, formats and programs.</param>
    /// <param name="uiLanguage">A language that Windows has: for another one, Setup asks whoever sees its screen.</param>
    public FilledUnattend Fill(string locale, string uiLanguage, string command)
    {
        var filled = new XDocument(document);
        var locales = Components(filled, "Microsoft-Windows-International-Core")
            .SelectMany(component => component.Elements())
            .Where(element => Locales.Contains(element.Name.LocalName) && IsEmpty(element)).ToList();
        var paths = CommandPaths(filled).Where(IsEmpty).ToList();
        locales.ForEach(element => element.Value = element.Name.LocalName == "UILanguage" ? uiLanguage : locale);
        paths.ForEach(path => path.Value = command);
        return new FilledUnattend(
            Write(filled),
            [
                .. locales.Select(element => $"{element.Name.LocalName} {element.Value}"),
                .. paths.Select(_ => $"command {command}"),
            ]);
    }

    private static XDocument Parse(byte[] bytes, string name)
    {
        try
        {
            return OutsideXml.Load(bytes, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
        }
        catch (XmlException exception)
        {
            var position = new SourcePosition(Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition));
            throw new ConfigurationException([new(name, position, $"Not an answer file: {exception.Message}")]);
        }
    }

    private static IEnumerable<(XObject Where, string Message)> Problems(XDocument document)
    {
        var root = document.Root!;
        if (root.Name != Unattend + "unattend")
        {
            yield return (root, $"Not an answer file: the root must be <unattend xmlns=\"{Unattend}\">.");
            yield break;
        }

        foreach (var second in CommandPaths(document).Where(IsEmpty).Skip(1))
            yield return (second, "A second command with an empty Path: only one is filled in. Give this one a command line.");
        if (!OpensRemoteDesktop(document))
        {
            yield return (root, "Nothing here opens Remote Desktop again, which sysprep closes. Add a RunSynchronousCommand with "
                + "an empty Path to the specialize pass, as the shipped file has it.");
        }
    }

    /// <summary>An empty path is filled with the command that opens it; an operator may also do so by other means.</summary>
    private static bool OpensRemoteDesktop(XDocument document) =>
        CommandPaths(document).Any(path => IsEmpty(path)
            || path.Value.Contains("fDenyTSConnections", StringComparison.OrdinalIgnoreCase)
            || path.Value.Contains("specialize", StringComparison.OrdinalIgnoreCase))
        || Components(document, "Microsoft-Windows-TerminalServices-LocalSessionManager")
            .Elements(Unattend + "fDenyTSConnections")
            .Any(denies => denies.Value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<XElement> CommandPaths(XDocument document) =>
        document.Root!.Elements(Unattend + "settings")
            .Where(settings => (string?)settings.Attribute("pass") == "specialize")
            .Descendants(Unattend + "RunSynchronousCommand")
            .Elements(Unattend + "Path");

    private static IEnumerable<XElement> Components(XDocument document, string name) =>
        document.Root!.Elements(Unattend + "settings").Elements(Unattend + "component")
            .Where(component => (string?)component.Attribute("name") == name);

    private static bool IsEmpty(XElement element) => string.IsNullOrWhiteSpace(element.Value);

    private static ConfigurationError Error(string name, IXmlLineInfo where, string message) =>
        new(name, new SourcePosition(where.LineNumber, where.LinePosition), message);

    private static byte[] Write(XDocument document)
    {
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            document.Save(writer);
        return memory.ToArray();
    }
}

/// <summary>An answer file that Sysprep can take.</summary>
internal sealed record FilledUnattend(byte[] Content, IReadOnlyList<string> Filled);
