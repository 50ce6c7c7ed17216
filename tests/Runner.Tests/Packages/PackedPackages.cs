using OpenLaunch.Runner.Tests.Extensions;
using OpenLaunch.Runner.Tests.Packages;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace OpenLaunch.Runner.Tests.Packages;

/// <summary>The packages as <c>dotnet pack -c Release -o DIR</c> makes them, and the folder of a user who has no more.</summary>
public sealed class PackedPackages : IDisposable
{
    private readonly SemaphoreSlim once = new(1);
    private readonly SemaphoreSlim onceInstalled = new(1);
    private readonly HashSet<string> installed = [];
    private bool isPacked;

    /// <summary>The user's folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("openlaunch-user-").FullName;

    private string Source => Path.Combine(Folder, "source");

    /// <summary>The package files; packs, the first time.</summary>
    internal async Task<IReadOnlyList<string>> FilesAsync()
    {
        await PackOnceAsync();
        return Directory.GetFiles(Source, "*.nupkg");
    }

    /// <summary>Packs, the first time, and runs <c>dotnet</c> in the user's folder or one below it.</summary>
    internal async Task<ToolProcess> DotnetAsync(string below, params IEnumerable<string> arguments)
    {
        await PackOnceAsync();
        var process = await BuildAsync(Path.Combine(Folder, below), arguments);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}:\n{process.Output}\n{process.Error}");
        return process;
    }

    /// <summary>Installs the templates, the first time.</summary>
    internal async Task InstallTemplatesAsync()
    {
        var templates = (await FilesAsync())
            .Single(path => Path.GetFileName(path).StartsWith("OpenLaunch.Templates.", StringComparison.Ordinal));
        await InstallOnceAsync(templates, "new", "install", templates);
    }

    /// <summary>Makes something of a template; installs the templates, the first time.</summary>
    internal async Task NewAsync(params IEnumerable<string> arguments)
    {
        await InstallTemplatesAsync();
        await DotnetAsync("", ["new", .. arguments]);
    }

    /// <summary>Runs the command as its user has it, installed from its package; installs it, the first time.</summary>
    /// <returns>Whatever it came to; the caller looks at the exit code.</returns>
    internal async Task<ToolProcess> OpenLaunchAsync(string below, params IEnumerable<string> arguments)
    {
        var bin = Path.Combine(Folder, "bin");
        await InstallOnceAsync("OpenLaunch.Tool", "tool", "install", "OpenLaunch.Tool", "--tool-path", bin);
        return await ToolProcess.RunAsync(Path.Combine(bin, "openlaunch"), Path.Combine(Folder, below), Environment, arguments);
    }

    public void Dispose()
    {
        once.Dispose();
        onceInstalled.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A home of its own for the installed template.</summary>
    private Dictionary<string, string> Environment => new()
    {
        ["DOTNET_CLI_HOME"] = Path.Combine(Folder, "home"),
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    };

    private Task<ToolProcess> BuildAsync(string folder, IEnumerable<string> arguments) =>
        ToolProcess.BuildAsync(folder, Environment, ["dotnet", .. arguments]);

    private async Task InstallOnceAsync(string package, params string[] command)
    {
        await onceInstalled.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (installed.Add(package))
                await DotnetAsync("", command);
        }
        finally
        {
            onceInstalled.Release();
        }
    }

    private async Task PackOnceAsync()
    {
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (isPacked)
                return;
            var pack = await BuildAsync(Repository.Root, ["pack", "-c", "Release", "-o", Source, "-v", "quiet"]);
            Assert.True(pack.ExitCode == 0, pack.Output + pack.Error);
            await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), Configuration(), CancellationToken.None);
            isPacked = true;
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>
    /// Our packages come from the folder and are unpacked for this test alone; what this machine has of others is not fetched
    /// again.
    /// </summary>
    private string Configuration() =>
        $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" /></config>
          <fallbackPackageFolders><add key="machine" value="{BuildPaths.PackageCache}" /></fallbackPackageFolders>
          <packageSources>
            <add key="packed" value="{Source}" />
          </packageSources>
        </configuration>
        """;
}
