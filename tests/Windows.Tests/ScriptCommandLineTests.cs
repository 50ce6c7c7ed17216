using System.Text;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Windows.Tests;

public class ScriptCommandLineTests
{
    private const string System32 = @"C:\Windows\System32";

    [Fact]
    public void Sets_the_code_page_before_a_batch_file_is_read() =>
        Assert.Equal(
            @"""C:\Windows\System32\cmd.exe"" /D /V:OFF /S /C ""chcp 65001>nul & ""C:\x\UserScript.cmd""""",
            ScriptCommandLine.Build(ScriptLanguage.Batch, System32, @"C:\x\UserScript.cmd", null));

    [Fact]
    public void Replaces_the_default_arguments_by_the_users()
    {
        const string File = @"C:\x\UserScript.ps1";
        var usual = ScriptCommandLine.Build(ScriptLanguage.PowerShell, System32, File, null);
        var own = ScriptCommandLine.Build(ScriptLanguage.PowerShell, System32, File, "-ExecutionPolicy AllSigned");
        Assert.EndsWith(@"-NoProfile -NonInteractive -ExecutionPolicy Unrestricted -File ""C:\x\UserScript.ps1""", usual);
        Assert.EndsWith(@"powershell.exe"" -ExecutionPolicy AllSigned -File ""C:\x\UserScript.ps1""", own);
    }

    [Fact]
    public void Marks_PowerShell_text_as_UTF_8_and_leaves_batch_text_bare()
    {
        const string Text = "echo こんにちは";
        Assert.Equal(
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            ScriptCommandLine.FileBytes(ScriptLanguage.PowerShell, Text));
        Assert.Equal(Encoding.UTF8.GetBytes(Text), ScriptCommandLine.FileBytes(ScriptLanguage.Batch, Text));
    }
}
