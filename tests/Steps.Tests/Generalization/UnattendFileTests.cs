using System.Text;
using System.Xml.Linq;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Tests.Generalization;

public class UnattendFileTests
{
    private const string Command = "\"C:\\Program Files\\OpenLaunch\\openlaunch.exe\" specialize";

    private static readonly XNamespace Unattend = "urn:schemas-microsoft-com:unattend";

    [Fact]
    public void Empty_locales_take_the_language_of_the_machine_and_given_ones_stay()
    {
        var filled = Fill("""
            <settings pass="oobeSystem"><component name="Microsoft-Windows-International-Core">
              <InputLocale></InputLocale><SystemLocale>de-DE</SystemLocale><UILanguage/><UserLocale> </UserLocale>
            </component></settings>
            """);
        Assert.Equal(
            ["InputLocale fr-FR", "SystemLocale de-DE", "UILanguage en-US", "UserLocale fr-FR"],
            Document(filled).Descendants(Unattend + "component").Single(c => (string?)c.Attribute("name") is "Microsoft-Windows-International-Core")
                .Elements().Select(element => $"{element.Name.LocalName} {element.Value}"));
        Assert.Equal(
            ["InputLocale fr-FR", "UILanguage en-US", "UserLocale fr-FR", $"command {Command}"], filled.Filled);
    }

    [Fact]
    public void The_empty_command_becomes_that_of_the_agent() =>
        Assert.Equal(Command, Document(Fill("")).Descendants(Unattend + "Path").Single().Value);

    [Fact]
    public void Elements_nested_without_end_are_refused_before_a_tree_of_them_is_built()
    {
        var text = string.Concat(Enumerable.Repeat("<a>", 1 << 18));
        var refusal = Assert.Throws<ConfigurationException>(() => UnattendFile.Read(Encoding.UTF8.GetBytes(text), "a.xml"));
        // The place tells that no more was read than the first elements.
        Assert.Equal("a.xml:1:197: Not an answer file: elements are nested deeper than 64 Line 1, position 197.", refusal.Message);
    }

    [Fact]
    public void A_text_in_another_encoding_than_its_first_line_names_is_refused()
    {
        byte[] text = [.. "<?xml version=\"1.0"u8, .. Enumerable.Repeat((byte)0xD4, 19), .. "tf-8\"?><?"u8];

        var refusal = Assert.Throws<ConfigurationException>(() => UnattendFile.Read(text, "a.xml"));

        Assert.Equal("a.xml:1:1: Not an answer file: it is not in the encoding that it names", refusal.Message.Split(" Line")[0]);
    }

    [Fact]
    public void What_is_filled_already_is_not_touched()
    {
        var text = Text("", path: "reg add x /v fDenyTSConnections /d 0");
        var filled = UnattendFile.Read(Encoding.UTF8.GetBytes(text), "a.xml").Fill("fr-FR", "en-US", Command);
        Assert.Empty(filled.Filled);
        Assert.True(XNode.DeepEquals(
            XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root, XDocument.Parse(Encoding.UTF8.GetString(filled.Content), LoadOptions.PreserveWhitespace).Root));
    }

    [Fact]
    public void Filling_one_copy_leaves_the_next_one_empty()
    {
        var file = UnattendFile.Read(Encoding.UTF8.GetBytes(Text("")), "a.xml");
        file.Fill("fr-FR", "en-US", "first");
        Assert.Equal(["command second"], file.Fill("fr-FR", "en-US", "second").Filled);
    }

    [Theory]
    [InlineData("", "a.xml:1:1: Not an answer file: ")]
    [InlineData("<unattend", "a.xml:1:")]
    [InlineData("<answers/>", "a.xml:1:2: Not an answer file: the root must be <unattend")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><unattend/>", "a.xml:1:")]
    public void What_is_no_answer_file_is_refused_with_its_place(string text, string start)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => UnattendFile.Read(Encoding.UTF8.GetBytes(text), "a.xml"));
        Assert.StartsWith(start, Assert.Single(refusal.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        const string text = """
            <unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="specialize">
            <component name="Microsoft-Windows-Deployment"><RunSynchronous>
            <RunSynchronousCommand><Path/></RunSynchronousCommand><RunSynchronousCommand><Path/></RunSynchronousCommand>
            <RunSynchronousCommand><Path/></RunSynchronousCommand></RunSynchronous></component></settings></unattend>
            """;
        var refusal = Assert.Throws<ConfigurationException>(() => UnattendFile.Read(Encoding.UTF8.GetBytes(text), "a.xml"));
        Assert.Equal([3, 4], refusal.Errors.Select(error => error.Position.Line));
    }

    [Fact]
    public void A_file_that_would_leave_Remote_Desktop_closed_is_refused()
    {
        var refusal = Assert.Throws<ConfigurationException>(
            () => UnattendFile.Read(Encoding.UTF8.GetBytes(Text("", path: "echo")), "a.xml"));
        Assert.Contains("Nothing here opens Remote Desktop again", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_may_open_Remote_Desktop_by_its_own_setting()
    {
        const string setting = """
            <settings pass="specialize"><component name="Microsoft-Windows-TerminalServices-LocalSessionManager">
              <fDenyTSConnections>false</fDenyTSConnections>
            </component></settings>
            """;
        Assert.Empty(UnattendFile.Read(Encoding.UTF8.GetBytes(Text(setting, path: "echo")), "a.xml").Fill("x", "x", "y").Filled);
    }

    private static FilledUnattend Fill(string settings) =>
        UnattendFile.Read(Encoding.UTF8.GetBytes(Text(settings)), "a.xml").Fill("fr-FR", "en-US", Command);

    private static string Text(string settings, string path = "") => $"""
        <unattend xmlns="urn:schemas-microsoft-com:unattend">{settings}<settings pass="specialize">
        <component name="Microsoft-Windows-Deployment"><RunSynchronous><RunSynchronousCommand><Path>{path}</Path>
        </RunSynchronousCommand></RunSynchronous></component></settings></unattend>
        """;

    private static XDocument Document(FilledUnattend filled) => XDocument.Parse(Encoding.UTF8.GetString(filled.Content));
}
