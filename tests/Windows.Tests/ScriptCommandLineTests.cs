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
    public void Starts_PowerShell_in_a_console_of_UTF_8_with_the_users_arguments_as_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the folder gets permissions that take an administrator.");
        var folder = Directory.CreateTempSubdirectory("openlaunch-");
        var start = new ProcessStart
        {
            Command = new ProcessCommand.Script(ScriptLanguage.PowerShell, "x"), OutputPath = "x-output.log", ErrorPath = "x-errors.log",
        };
        using (var file = ScriptFile.Write(folder.FullName, (ProcessCommand.Script)start.Command, start))
        {
            var line = ScriptCommandLine.Starter(file, ScriptCommandLine.Build(
                ScriptLanguage.PowerShell, System32, @"C:\x\UserScript.ps1", "-Sta & echo \"%OS%\" > x"));
            Assert.Contains("/C \"chcp 65001>nul & ", line, StringComparison.Ordinal);
            Assert.Equal(
                "@\"C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe\" -Sta ^& echo ^\"%%OS%%^\" ^> x "
                + "-File ^\"C:\\x\\UserScript.ps1^\"\r\n",
                File.ReadAllText(Path.Combine(file.Folder, "Start.cmd")));
        }

        folder.Delete();
    }

    [Fact]
    public void Marks_PowerShell_text_as_UTF_8_and_leaves_batch_text_bare()
    {
        const string Text = "echo こんにちは";
        Assert.Equal(
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            ScriptFile.BytesOf(ScriptLanguage.PowerShell, Text));
        Assert.Equal(Encoding.UTF8.GetBytes(Text), ScriptFile.BytesOf(ScriptLanguage.Batch, Text));
    }
}
