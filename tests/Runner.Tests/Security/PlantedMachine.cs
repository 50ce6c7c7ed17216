using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>
/// A simulated machine into whose inputs secrets were planted, each a word that begins with <see cref="Mark"/>, or characters that a
/// terminal obeys, and a look at all that it leaves: what each process prints, its files, and the command lines and environments of
/// what it starts.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PlantedMachine : IDisposable
{
    /// <summary>How each planted word begins.</summary>
    public const string Mark = "Pl4nt-Kq";

    private readonly StateFolder folder = new();
    private readonly List<string> findings = [];

    public PlantedMachine()
    {
        Directory.CreateDirectory(folder.At("bin"));
        Directory.CreateDirectory(folder.At("seen"));
        // Notes what others see of it and of all that it descends from, the agent too, and runs the script.
        File.WriteAllText(folder.At("bin/pwsh"), $$"""
            #!/bin/sh
            at=$$
            while [ "$at" -gt 1 ]; do
              cat /proc/$at/cmdline >> '{{folder.At("seen")}}/cmdline'
              [ "$at" = "$PPID" ] || cat /proc/$at/environ >> '{{folder.At("seen")}}/environ'
              [ "$at" = "$PPID" ] && break
              at=$(sed -n 's/^PPid:[^0-9]*//p' /proc/$at/status)
            done
            for last; do :; done
            tail -c +4 "$last" | sh # without the byte order mark
            """);
        File.SetUnixFileMode(folder.At("bin/pwsh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Folder => folder.Path;

    public string State => folder.At("state");

    /// <summary>Whether the files of the machine are looked at, besides what is printed.</summary>
    public bool LooksAtFiles { get; set; } = true;

    /// <summary>Whether a script ran and noted what others see of it.</summary>
    public bool HasRunScripts => File.Exists(folder.At("seen/environ"));

    /// <summary>What was found, each with where.</summary>
    public IReadOnlyList<string> Findings => findings;

    public string Write(string name, string text)
    {
        File.WriteAllText(folder.At(name), text);
        return folder.At(name);
    }

    /// <summary>Runs a verb to its end and looks at what it printed, what it started, and at every file that is there then.</summary>
    /// <param name="environment">Variables of the agent's own environment.</param>
    public async Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(AgentProgram.Command[0], [.. AgentProgram.Command.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment["PATH"] = $"{folder.At("bin")}:{start.Environment["PATH"]}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        var result = new ProcessResult(process.ExitCode, await output, await error);
        var verb = string.Join(' ', arguments);
        Look($"{verb}: output", Encoding.UTF8.GetBytes(result.Output));
        Look($"{verb}: error output", Encoding.UTF8.GetBytes(result.Error));
        if (LooksAtFiles)
            LookAtFiles(verb);
        return result;
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Control characters but for line ends and tabs, separators of lines, and what turns the direction of writing.</summary>
    private static bool IsObeyed(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private void LookAtFiles(string verb)
    {
        foreach (var seen in Directory.EnumerateFiles(folder.At("seen")))
            LookForWords($"{verb}: {Path.GetFileName(seen)} of a process", File.ReadAllBytes(seen));
        if (!Directory.Exists(State))
            return;
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if ((File.GetUnixFileMode(State) & others) != 0)
            findings.Add($"{verb}: {State} is open to others: {File.GetUnixFileMode(State)}");
        foreach (var file in Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories))
        {
            // The machine file is the instance itself, whose metadata has the user data; writeFile wrote what it was to write.
            var name = Path.GetRelativePath(State, file);
            if (name == "machine.yml" || name.StartsWith("userdata/files/", StringComparison.Ordinal))
                continue;
            // What a script prints, a detached one that still runs, and user data that is kept (on Windows encrypted).
            if (name.StartsWith("log/userdata/", StringComparison.Ordinal) || name.StartsWith("userdata/", StringComparison.Ordinal))
            {
                if ((File.GetUnixFileMode(Path.GetDirectoryName(file)!) & others) != 0)
                    findings.Add($"{verb}: {name} is in a folder that is open to others");
                continue;
            }

            Look($"{verb}: {name}", File.ReadAllBytes(file));
        }
    }

    /// <summary>Looks for a planted word, and for the first character that a terminal obeys.</summary>
    public void Look(string where, byte[] content)
    {
        LookForWords(where, content);
        var text = Encoding.UTF8.GetString(content);
        var obeyed = text.Index().Where(c => IsObeyed(c.Item) && !text.AsSpan(c.Index).StartsWith("\r\n")).Take(1).ToList();
        if (obeyed is [var (at, character)])
            findings.Add($"{where}: U+{(int)character:X4} in …{text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 20)]}…");
    }

    /// <summary>Looks for a planted word: as it is, in UTF-16, in hex and in base64.</summary>
    private void LookForWords(string where, byte[] content)
    {
        var mark = Encoding.UTF8.GetBytes(Mark);
        byte[][] forms =
        [
            mark, Encoding.Unicode.GetBytes(Mark), Encoding.ASCII.GetBytes(Convert.ToHexString(mark)),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(mark)),
            // In base64 it looks different by its place; the characters at its ends depend on what is beside it.
            .. new[] { 0, 1, 2 }.Select(before =>
                Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[before], .. mark]).TrimEnd('=')[(before + 1)..^1])),
        ];
        foreach (var form in forms)
        {
            if (content.AsSpan().IndexOf(form) is >= 0 and var at)
                findings.Add($"{where}: …{Encoding.UTF8.GetString(content.AsSpan()[Math.Max(0, at - 80)..Math.Min(content.Length, at + 40)])}…");
        }
    }
}
