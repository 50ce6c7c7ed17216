using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class DetectionTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\n")]
    public void Finds_no_user_data_in_blanks(string text)
    {
        var document = Parse(text);

        Assert.Equal(UserDataFormat.None, document.Format);
        Assert.Empty(document.Tasks);
        Assert.Empty(document.Problems);
    }

    [Theory]
    [InlineData("<powershell >\nx\n</powershell>", 1, "'<powershell >'")]
    [InlineData("\n<power shell>\nx\n</power shell>", 2, "'<power shell>'")]
    [InlineData("x\n<script type=\"batch\">", 2, "'<script type=\"batch\">'")]
    [InlineData("<powershel>x</powershel>", 1, "write <powershell> exactly")]
    [InlineData("< script >x", 1, "write <script> exactly")]
    [InlineData("Write-Host hi\n</powershell>", 2, "</powershell> closes nothing")]
    [InlineData("&lt;powershell&gt;x&lt;/powershell&gt;", 1, "'&lt;'")]
    [InlineData("#!include\n", 1, "interpreter 'include'")]
    [InlineData("#include\nhttps://example.com/x", 2, "the SHA-256 of the file is required")]
    [InlineData("#include\nhttp://example.com/x sha256=00", 2, "must begin with https://")]
    [InlineData("#include\nfile:///etc/passwd sha256=00", 2, "must begin with https://")]
    [InlineData("#include\nhttps://example.com/x sha256=00", 2, "must have 64 hexadecimal digits")]
    [InlineData("#include\n", 1, "#include names no address")]
    [InlineData("#cloud-confg\nruncmd: []", 1, "'#cloud-config'")]
    [InlineData("#ps2\nx", 1, "'#ps1'")]
    [InlineData("<script></html>", 1, "<script> has no </script>")]
    [InlineData("PHBvd2Vyc2hlbGw+V3JpdGUtSG9zdCBoaTwvcG93ZXJzaGVsbD4x=", 1, "looks like base64")]
    public void Says_what_unknown_text_most_resembles(string text, int line, string message)
    {
        var document = Parse(text);

        Assert.Empty(document.Tasks);
        var problem = Assert.Single(document.Problems);
        Assert.Equal((UserDataSeverity.Error, line), (problem.Severity, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#ps1\n'<powershell>x</powershell>'", nameof(UserDataFormat.Script))]
    [InlineData("rem cmd\necho ^<script^> <script>x</script>", nameof(UserDataFormat.Script))]
    [InlineData("#cloud-config\nruncmd: ['<script>x</script>']", nameof(UserDataFormat.CloudConfig))]
    [InlineData("# <powershell>x</powershell>\n---\nversion: 1.1\ntasks: []", nameof(UserDataFormat.Yaml))]
    [InlineData("version: 1.1\ntasks:\n- task: startSsm # <script>x</script>", nameof(UserDataFormat.Yaml))]
    [InlineData("<powershell>\nversion: 1.1\ntasks:\n</powershell>", nameof(UserDataFormat.Xml))]
    [InlineData("notes:\nversion: 1.1", nameof(UserDataFormat.Yaml))]
    [InlineData("- task: startSsm", nameof(UserDataFormat.Yaml))]
    [InlineData("{ \"tasks\": [], \"version\": 1.1 }", nameof(UserDataFormat.Yaml))]
    [InlineData("{ Write-Host }", nameof(UserDataFormat.Unrecognized))]
    [InlineData("# only a comment", nameof(UserDataFormat.Unrecognized))]
    public void Goes_by_the_first_lines_before_the_tags(string text, string format) =>
        Assert.Equal(format, Parse(text).Format.ToString());

    [Theory]
    [InlineData("#ps1\r\nWrite-Host hi\r\n", ScriptLanguage.PowerShell)]
    [InlineData("#ps1_sysnative\nx", ScriptLanguage.PowerShell)]
    [InlineData("#PS1_x86\nx\n\n", ScriptLanguage.PowerShell)]
    [InlineData("#ps1", ScriptLanguage.PowerShell)]
    [InlineData("#!/usr/bin/env pwsh\nx", ScriptLanguage.PowerShell)]
    [InlineData("#!/usr/bin/env -S pwsh -NoProfile\nx", ScriptLanguage.PowerShell)]
    [InlineData("#!powershell\nx", ScriptLanguage.PowerShell)]
    [InlineData("#! C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe\nx", ScriptLanguage.PowerShell)]
    [InlineData("rem cmd\r\necho hi", ScriptLanguage.Batch)]
    [InlineData("REM CMD\necho hi", ScriptLanguage.Batch)]
    [InlineData("Rem  cmd -- set up\necho hi", ScriptLanguage.Batch)]
    public void Takes_the_whole_text_of_a_script_that_its_first_line_names(string text, ScriptLanguage type)
    {
        var document = Parse(text);

        Assert.Equal(UserDataFormat.Script, document.Format);
        Assert.Empty(document.Problems);
        var script = new ScriptItem { Type = type, RunAs = ScriptAccount.Admin, Frequency = ScriptFrequency.Once, Content = text };
        Assert.Equal([script], document.Scripts());
        Assert.Equal(1, document.Tasks[0].Line);
    }

    [Theory]
    [InlineData("#!/bin/bash\necho hi", "/bin/bash")]
    [InlineData("#!/usr/bin/env python3\n", "/usr/bin/env python3")]
    [InlineData("#!/bin/sh -c pwsh\n", "/bin/sh -c pwsh")]
    [InlineData("#!\n", "''")]
    public void Refuses_a_script_for_another_interpreter_by_its_name(string text, string name)
    {
        var document = Parse(text);

        Assert.Empty(document.Tasks);
        Assert.Equal(["error 1"], document.ProblemLines());
        Assert.Contains(name, document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rem cmdlet\n")]
    [InlineData("remcmd\n")]
    [InlineData("#ps12\n")]
    public void Wants_the_whole_word_in_a_first_line(string text) =>
        Assert.Equal(UserDataFormat.Unrecognized, Parse(text).Format);
}
