using System.IO.Compression;
using System.Text.Json;
using OpenLaunch.Windows.Tests.Doubles;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>What <c>collect-logs</c> gathers on Windows: what it does elsewhere, and what Windows itself keeps.</summary>
[Collection(WineMachine.Collection)]
public class WineCollectLogsTests(WineMachine machine)
{
    private const string Secret = "Planted-Pa55word!";

    [Fact]
    public async Task The_archive_has_each_part_with_what_is_to_be_in_it_and_no_secret()
    {
        var windows = await WindowsDouble.PutAsync(machine);
        await windows.PutToolAsync("wevtutil.exe");
        windows.Tell("wevtutil.exe output", $"Event[0]:\r\n  Source: OpenLaunch\r\n  Event ID: 1001\r\n  {Secret}\r\n");
        using var panther = new PlantedFiles(machine.DriveC);
        await using var boot = new WineBoot(machine, $$"""
              - step: writeFile
                inputs: [{ destination: 'C:\made\plain.txt', content: "plain" }]
              - step: setAdminAccount
                enabled: false
                inputs: { password: { type: static, data: "{{Secret}}" } }

            """);
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        await File.AppendAllTextAsync(boot.LogPath, $"a custom step printed {Secret}\n", Token);
        var archive = Path.Combine(boot.Folder, "ticket.zip");

        using var process = machine.StartWith(
            windows, [await machine.ProgramAsync(windows), "collect-logs", WineMachine.WindowsPath(archive), .. boot.Arguments]);
        var result = await process.EndAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        var parts = Read(archive);
        Assert.Superset(
            new HashSet<string>
            {
                "configuration.json", "doctor.json", "events.txt", "log/openlaunch.log", "panther/setupact.log", "panther/setuperr.log",
                "state/journal.ndjson", "status.json", "sysprep-panther/setuperr.log", "timeline.json", "timeline.txt", "validate.txt",
                "version.txt",
            },
            parts.Keys.ToHashSet());
        Assert.All(parts, part => Assert.False(part.Value.Contains(Secret, StringComparison.Ordinal), part.Key));
        Assert.Matches(@"Event ID: 1001\s+\*\*\*\s", parts["events.txt"]);
        Assert.Contains("panther setupact.log", parts["panther/setupact.log"], StringComparison.Ordinal);
        Assert.Contains("Sysprep setuperr.log", parts["sysprep-panther/setuperr.log"], StringComparison.Ordinal);
        Assert.Contains("valid, 2 entries, 1 warning", parts["validate.txt"], StringComparison.Ordinal);
        Assert.Contains("a custom step printed ***", parts["log/openlaunch.log"], StringComparison.Ordinal);
        Assert.Equal("ok", JsonElement.Parse(parts["status.json"]).GetProperty("status").GetString());
        // The doctor gets the option that lets this lab's plan count.
        Assert.NotEmpty(JsonElement.Parse(parts["doctor.json"]).GetProperty("findings").EnumerateArray());
        Assert.Contains(
            "wevtutil.exe qe OpenLaunch", string.Join('\n', await windows.TakeCallsAsync()), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> Read(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }

    /// <summary>What Windows Setup and Sysprep leave on a machine, taken away again for the tests beside this one.</summary>
    private sealed class PlantedFiles : IDisposable
    {
        private readonly List<string> files = [];

        public PlantedFiles(string drive)
        {
            Plant(Path.Combine(drive, "windows", "Panther"), "panther");
            Plant(Path.Combine(drive, "windows", "system32", "Sysprep", "Panther"), "Sysprep");
        }

        public void Dispose() => files.ForEach(File.Delete);

        private void Plant(string folder, string word)
        {
            Directory.CreateDirectory(folder);
            foreach (var name in (string[])["setupact.log", "setuperr.log"])
            {
                files.Add(Path.Combine(folder, name));
                File.WriteAllText(files[^1], $"{word} {name}\r\n");
            }
        }
    }
}
