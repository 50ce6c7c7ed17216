using System.Text;
using System.Text.Json;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>Arguments that a shell would take apart, compared with what a program of Windows prints of its own.</summary>
[Collection(WineMachine.Collection)]
public class WineArgumentTests(WineMachine machine)
{
    private const string Printer = """
        #include <stdio.h>
        #include <shellapi.h>
        int main(void)
        {
            int count;
            LPWSTR *arguments = CommandLineToArgvW(GetCommandLineW(), &count);
            for (int i = 1; i < count; i++)
            {
                char text[4096];
                WideCharToMultiByte(CP_UTF8, 0, arguments[i], -1, text, sizeof text, NULL, NULL);
                printf("[%s]\n", text);
            }
            return 42;
        }
        """;

    private const string Alphabet = "&|<>^%\"\\ !()@=;,'`~*?#$ü日1a\t";

    private static readonly string[] Hostile =
    [
        "", " ", "a b", "a&mkdir", @"C:\injected", "a|b", "<in", ">out", "1>out", "^", "^^", "a^b", "a^", "%OS%", "%%OS%%",
        "50% of %OS%", "100%", "a\"b c", "\"", "\"\"", "say \"hi\" & go", @"C:\my dir\", @"a\\b", "\\\\\"", @"x\", @"x\\", "!OS!", "a!b",
        "(", ")", "a)b", "/url:http://x/?a=1&b=2", "ünïcödé", "日本語 🚀", "'x'", "a;b,c=d", "@x", "--x=\"y z\"", "\t", "a\tb", "%1", "%*",
        "*.exe", "~", "`",
    ];

    private static IReadOnlyList<string> Arguments { get; } = [.. Hostile, .. Random(new Random(20)).Take(60)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_of_the_plan_gets_its_arguments_unchanged(bool detach)
    {
        var program = await ProgramAsync();
        await using var boot = new WineBoot(machine, $"""
              - step: executeProgram
                inputs:
                  programs:
                    - {Item(program, detach)}

            """);
        var run = await boot.RunAsync();
        await DemandArgumentsAsync(boot, "executeProgram-1", run, detach);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_of_the_user_data_gets_its_arguments_unchanged(bool detach)
    {
        var program = await ProgramAsync();
        await using var boot = new WineBoot(machine, "  - step: runUserData\n", $"""
            version: 1.1
            tasks:
              - task: executeProgram
                inputs:
                  - {Item(program, detach)}
            """);
        var run = await boot.RunAsync();
        await DemandArgumentsAsync(boot, "user-data-1", run, detach);
    }

    [Fact]
    public async Task A_command_of_runcmd_that_is_a_list_gets_its_words_unchanged()
    {
        var program = await ProgramAsync();
        await using var boot = new WineBoot(
            machine, "  - step: runUserData\n",
            $"#cloud-config\nruncmd:\n- {Json((string[])[program, .. Arguments])}\n- exit 0\n");
        var run = await boot.RunAsync();
        await DemandArgumentsAsync(boot, "user-data-1", run, isBatch: true);
    }

    [Fact]
    public async Task A_command_of_runcmd_that_is_a_list_may_name_what_the_shell_itself_does()
    {
        await machine.DemandAsync();
        var made = Path.Combine(machine.NewFolder(), "100% & more");
        await using var boot = new WineBoot(
            machine, "  - step: runUserData\n",
            $"#cloud-config\nruncmd:\n- {Json((string[])["mkdir", WineMachine.WindowsPath(made)])}\n");
        var run = await boot.RunAsync();
        Assert.True(Directory.Exists(made), run.ToString());
    }

    [Fact]
    public async Task A_batch_file_that_is_a_program_of_the_plan_runs_no_part_of_its_arguments()
    {
        await machine.DemandAsync();
        var folder = machine.NewFolder();
        var batch = Path.Combine(folder, "two words.cmd");
        await File.WriteAllTextAsync(batch, "@echo [%1] [%2]\r\n", TestContext.Current.CancellationToken);
        await using var boot = new WineBoot(machine, $"""
              - step: executeProgram
                inputs:
                  programs:
                    - {Json(new { path = WineMachine.WindowsPath(batch), arguments = (string[])["a&mkdir x", "b|c"] })}

            """);
        var run = await boot.RunAsync();
        var output = await File.ReadAllTextAsync(Output(boot, "executeProgram-1"), TestContext.Current.CancellationToken);
        Assert.True(output.Contains("[\"a&mkdir x\"] [\"b|c\"]", StringComparison.Ordinal), output + run);
    }

    private static IEnumerable<string> Random(Random random)
    {
        while (true)
        {
            yield return string.Concat(
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
        }
    }

    private static string Item(string program, bool detach) =>
        Json(new { frequency = "once", path = program, arguments = Arguments, detach });

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static string Output(WineBoot boot, string name) =>
        Path.Combine(boot.Folder, "state", "log", "userdata", $"{name}-output.log");

    private async Task<string> ProgramAsync()
    {
        await machine.DemandAsync();
        CrossCompiler.Demand();
        var program = Path.Combine(machine.NewFolder(), "the printer.exe");
        await CrossCompiler.BuildAsync(Printer, program);
        return WineMachine.WindowsPath(program);
    }

    // The cmd of Wine 8 reads a batch file in the code page of its installation, whatever chcp says.
    private static string AsWineReads(string argument) =>
        CodePagesEncodingProvider.Instance.GetEncoding(437)!.GetString(Encoding.UTF8.GetBytes(argument));

    private static async Task DemandArgumentsAsync(WineBoot boot, string name, WineRun run, bool isBatch)
    {
        var output = Output(boot, name);
        string[] lines = [.. Arguments.Select(argument => $"[{(isBatch ? AsWineReads(argument) : argument)}]")];
        string[] printed = [];
        for (var look = 0; look < 100 && printed.Length < lines.Length; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            if (File.Exists(output))
                printed = (await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken)).Split("\r\n")[..^1];
        }

        // A batch file of runcmd shows its commands, too.
        Assert.True(printed.Length >= lines.Length, $"{run}\n{string.Join('\n', printed)}");
        Assert.Equal(lines, printed.SkipWhile(line => !line.StartsWith('[')).Take(lines.Length));
    }
}
