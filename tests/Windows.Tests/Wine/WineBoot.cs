using System.Text.Json;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.SimulatedMetadata;
using OpenLaunch.Windows.Tests.Doubles;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>A boot on the machine under Wine: a plan, a state folder, a console file, and a metadata service over HTTP.</summary>
internal sealed class WineBoot : IAsyncDisposable
{
    private readonly WineMachine machine;
    private readonly string folder;
    private readonly SimulatedMetadataService metadata;
    private readonly SimulatedMachine instance;

    public WineBoot(WineMachine machine, string steps, string? userData = null)
        : this(machine, steps, _ => userData)
    {
    }

    /// <summary>Makes a boot whose user data names the state folder, as Linux sees it.</summary>
    public WineBoot(WineMachine machine, string steps, Func<string, string?> userData)
    {
        (this.machine, folder) = (machine, machine.NewFolder());
        var state = FreshInstance.Read();
        state.Instance.Id = "i-0a1b2c3d4e5f60718";
        state.Instance.UserData = userData(Path.Combine(folder, "state"));
        instance = new SimulatedMachine(state, new ChangeScope(), null);
        metadata = SimulatedMetadataService.Start(
            instance, new SimulatedKeyPair(KeyPath), TimeProvider.System);
        File.WriteAllText(PlanPath, $"version: 1\nmetadata: {{ timeout: 60s }}\nsteps:\n{steps}");
    }

    public string ConsolePath => Path.Combine(folder, "console.log");

    public string LogPath => Path.Combine(folder, "state", "log", "openlaunch.log");

    public string JournalPath => Path.Combine(folder, "state", "journal.ndjson");

    public string Folder => folder;

    /// <summary>The instance's private key, which decrypts the password on the console.</summary>
    public string KeyPath => Path.Combine(folder, "key.pem");

    /// <summary>Where metadata is served.</summary>
    public Uri Endpoint => metadata.Endpoint;

    /// <summary>What metadata tells of the instance from now on.</summary>
    public void Launch(string id) => instance.Happen(state => state.Instance.Id = id);

    /// <summary>The instance has a tag.</summary>
    public void Tag(string name, string value) => instance.Happen(state => state.Instance.Tags[name] = value);

    /// <summary>The instance was launched to hibernate.</summary>
    public void LetHibernate() => instance.Happen(state => state.Instance.Hibernation = true);

    public string InstanceId => instance.Read(state => state.Instance.Id)!;

    private string PlanPath => Path.Combine(folder, "plan.yml");

    /// <summary>Where the boot takes its plan, metadata and state from; its files may belong to whoever runs the test.</summary>
    public IReadOnlyList<string> Arguments => [.. Places, "--insecure-permissions"];

    private IReadOnlyList<string> Places =>
    [
        "--config", WineMachine.WindowsPath(PlanPath), "--imds", metadata.Endpoint.ToString(),
        "--state", WineMachine.WindowsPath(Path.Combine(folder, "state")),
    ];

    /// <summary>The libraries of a test that stand in the place of Wine's.</summary>
    public WindowsDouble? Doubles { get; init; }

    public async Task<RunningProcess> StartAsync(params IEnumerable<string> arguments) => machine.StartWith(
        Doubles, [await machine.ProgramAsync(Doubles), "run", "--json", .. Arguments, .. arguments]);

    /// <summary>Starts the boot as on a machine where the permissions of the files matter.</summary>
    public Task<RunningProcess> StartStrictlyAsync(params IEnumerable<string> arguments) =>
        machine.StartAsync(["run", "--json", .. Places, .. arguments]);

    public async Task<WineRun> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = await StartAsync(["--console", WineMachine.WindowsPath(ConsolePath), .. arguments]);
        return new WineRun(await process.EndAsync());
    }

    public Task<ProcessResult> StatusAsync() =>
        machine.OpenLaunchAsync("status", "--json", "--state", WineMachine.WindowsPath(Path.Combine(folder, "state")));

    /// <summary>The journal's lines so far.</summary>
    public async Task<IReadOnlyList<JsonElement>> JournalAsync()
    {
        if (!File.Exists(JournalPath))
            return [];
        var text = await File.ReadAllTextAsync(JournalPath, TestContext.Current.CancellationToken);
        return [.. text.Split('\n').SkipLast(1).Select(line => JsonElement.Parse(line))];
    }

    /// <summary>Waits until the journal says that a step has started.</summary>
    public async Task StartOfAsync(string step, RunningProcess? run = null)
    {
        while (!(await JournalAsync()).Any(line => line.Text("kind") == "step" && line.Text("name") == step))
        {
            Assert.False(run is { HasExited: true }, $"The run ended before {step} started.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends the metadata service: from here on nothing answers.</summary>
    public ValueTask EndMetadataAsync() => metadata.DisposeAsync();

    public ValueTask DisposeAsync() => metadata.DisposeAsync();
}
