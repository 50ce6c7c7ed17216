namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The recipes for images, run as they stand on the zip as it is delivered.</summary>
[Collection(WineMachine.Collection)]
public class WineImageRecipeTests(WineMachine machine)
{
    // They ask the services of EC2 at their real addresses.
    private static readonly string[] AskEc2 = ["openlaunch.exe repair", "openlaunch.exe status"];

    [Theory]
    [InlineData("packer")]
    [InlineData("image-builder")]
    public async Task The_commands_of_a_recipe_install_what_the_delivered_zip_holds(string name)
    {
        await machine.DemandAsync();
        var recipe = name == "packer" ? ImageRecipe.Packer() : ImageRecipe.ImageBuilder();
        var plan = Path.Combine(Repository.Root, "config", "openlaunch.yml");
        string[] files = [(await machine.PackagesAsync()).Zip, plan];
        foreach (var (file, destination) in files.Zip(recipe.Files))
            File.Copy(file, ImageRecipe.OnLinux(destination, machine.DriveC));

        var steps = recipe.Commands.Where(step => !step.Any(line => AskEc2.Any(line.Contains))).ToList();
        Assert.InRange(steps.Count, 2, 3);
        foreach (var step in steps)
        {
            var result = await machine.PowerShellAsync(
                string.Join('\n', step.Select(line => ImageRecipe.OnLinux(line, machine.DriveC))),
                new Dictionary<string, string> { ["ProgramFiles"] = @"C:\Program Files", ["ProgramData"] = @"C:\ProgramData" });
            Assert.True(result.ExitCode == 0, result.ToString());
        }

        Assert.True(File.Exists(Path.Combine(machine.DriveC, "Program Files", "OpenLaunch", "openlaunch.exe")));
        Assert.Equal(
            await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(
                Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch", "config", "openlaunch.yml"),
                TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(machine.DriveC, "windows", "temp"), "openlaunch*"));
        await machine.OpenLaunchAsync("uninstall", "--purge");
    }
}
