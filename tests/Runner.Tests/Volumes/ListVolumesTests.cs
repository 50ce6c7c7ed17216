using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Volumes;

[EachProgram]
public class ListVolumesTests
{
    private static readonly string Machine = Repository.File("config", "examples", "data-disks.yml");

    [Fact]
    public async Task Lists_each_disk_with_what_it_is_and_what_it_holds_within_80_columns()
    {
        using var state = new StateFolder();
        var result = await OpenLaunchProcess.RunAsync("list-volumes", $"--simulate={Machine}", "--state", state.Path);
        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal("disk  device  volume                 kind      size    style  state", lines[0]);
        Assert.Contains("0     sda1    vol-0a1b2c3d4e5f60718  root      30GiB   gpt    online", lines);
        Assert.Contains("      C:    30701MiB  NTFS      Windows", lines);
        Assert.Contains("      holds ext4", lines);
        Assert.Contains("3     -       AWS-2222222222222222a  instance  279GiB  raw    online", lines);
        Assert.Contains("      left alone: it is a NetApp disk", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public async Task Lists_the_same_as_JSON_by_disk_number()
    {
        using var state = new StateFolder();
        var result = await OpenLaunchProcess.RunAsync("list-volumes", $"--simulate={Machine}", "--state", state.Path, "--json");
        using var document = JsonDocument.Parse(result.Output);
        var volumes = document.RootElement.GetProperty("volumes").EnumerateArray().ToList();
        Assert.Equal(["root", "ebs", "ebs", "instanceStore", "other", "ebs"], volumes.Select(volume => Text(volume, "kind")));
        Assert.Equal(["partitions", "zero", "ext4", "zero", "zero", "partitions"], volumes.Select(volume => Text(volume, "content")));
        Assert.Equal("vol-0123456789abcdef0", Text(volumes[1], "volumeId"));
        Assert.False(volumes[5].GetProperty("online").GetBoolean());
        Assert.False(File.Exists(Path.Combine(state.Path, "machine.yml")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
