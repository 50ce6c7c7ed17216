using System.CommandLine;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>completion</c>: prints what makes a shell complete verbs, options and names of steps.</summary>
internal static class CompletionCommand
{
    // Each asks this program itself, by the directive of its command line library, what may stand at the cursor.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName openlaunch, openlaunch.exe -ScriptBlock {
                param($word, $ast, $position)
                $line = $ast.ToString().PadRight($position - $ast.Extent.StartOffset)
                $typed = $line.Substring($line.IndexOf(' ') + 1)
                & openlaunch "[suggest:$($typed.Length)]" "$typed" 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
        ["bash"] = """
            _openlaunch() {
                local typed="${COMP_LINE:0:COMP_POINT}"; typed="${typed#* }"
                mapfile -t COMPREPLY < <(compgen -W "$(openlaunch "[suggest:${#typed}]" "$typed" 2>/dev/null)" -- "$2")
            }
            complete -F _openlaunch openlaunch
            """,
        ["zsh"] = """
            _openlaunch() {
                local typed="${BUFFER:0:$CURSOR}"; typed="${typed#* }"
                compadd -- ${(f)"$(openlaunch "[suggest:${#typed}]" "$typed" 2>/dev/null)"}
            }
            compdef _openlaunch openlaunch
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = $"The shell: {string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new VerbCommand(
            "completion",
            "Prints a script for a shell to complete words by. It completes verbs, options and names of steps: put its output "
            + "in the shell's profile.",
            VerbCommand.ActCodes, "completion powershell >> $PROFILE", "completion bash > /etc/bash_completion.d/openlaunch")
        {
            shell,
        };
        command.SetAction(parsed => Console.Out.WriteLine(Scripts[parsed.GetValue(shell)!]));
        return command;
    }
}
