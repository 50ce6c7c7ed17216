using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>A simulated instance, and what happens to its disk between the starts; the agent is the real program.</summary>
internal sealed class SimulatedInstance : IDisposable
{
    private readonly StateFolder folder = new();

    private SimulatedInstance()
    {
    }

    public string State => folder.Path;

    public MachineState Machine => MachineFile.Read(folder.At("machine.yml"));

    public string Console => File.Exists(folder.At("console.log")) ? folder.ConsoleText : "";

    public int ReadyLines => Count("Message: Windows is Ready to use");

    public string? PasswordHash => Machine.Accounts.Single(account => account.Sid.EndsWith("-500", StringComparison.Ordinal)).PasswordHash;

    public IEnumerable<string> Gateways => Machine.Routes.Where(route => route.Active)
        .Select(route => $"{route.Destination} {route.Gateway}").Order();

    /// <summary>A fresh instance on which the agent has not run yet.</summary>
    public static SimulatedInstance Launch(string id, string? userData = null)
    {
        var instance = new SimulatedInstance();
        var state = FreshInstance.Read();
        (state.Instance.Id, state.Instance.UserData, state.BootTask) = (id, userData, "enabled");
        instance.Save(state);
        return instance;
    }

    /// <summary>An instance of an image of this one: the same disk under another id, in another subnet.</summary>
    public SimulatedInstance Clone(string id, int subnet, string? userData = null)
    {
        var clone = new SimulatedInstance();
        foreach (var file in Directory.GetFiles(State, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(clone.State, Path.GetRelativePath(State, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.Delete(clone.folder.At("console.log")); // the console is the instance's, not the disk's
        clone.Alter(state =>
        {
            (state.Instance.Id, state.Instance.UserData) = (id, userData);
            state.Adapters[0].Mac = string.Join(':', SHA256.HashData(Encoding.UTF8.GetBytes(id)).Take(6).Select(part => $"{part:x2}"));
            MoveTo(state, subnet);
        });
        return clone;
    }

    /// <summary>What Sysprep leaves of the agent, whose part of it is proven elsewhere: no journal.</summary>
    public void Generalize()
    {
        foreach (var name in new[] { JournalFile.FileName, ".run-once" })
            File.Delete(folder.At(name));
    }

    public void Move(int subnet) => Alter(state => MoveTo(state, subnet));

    public void Alter(Action<MachineState> alter)
    {
        var state = Machine;
        alter(state);
        Save(state);
    }

    public void Delete(string name) => File.Delete(folder.At(name));

    public async Task<RunReport> RestartAsync(params string[] options) => RunReport.Of(await CallAsync(
        ["run", "--simulate", "--restart", "--json", .. options]));

    public Task<ProcessResult> CallAsync(params string[] arguments) =>
        OpenLaunchProcess.RunAsync([.. arguments, "--state", State]);

    public async Task ScheduleAsync(string wish) => Assert.Equal(
        0, (await CallAsync("schedule", wish, "--simulate")).ExitCode);

    public Task<ProcessResult> StatusAsync(params string[] options) => CallAsync(["status", .. options]);

    public Task<ProcessResult> DoctorAsync() => CallAsync("doctor", "--simulate", "--all");

    /// <summary>The routes that the instance needs in a subnet.</summary>
    public static IEnumerable<string> RoutesOf(int subnet) => new[] { 254, 250, 251, 249, 123, 253 }
        .Select(last => $"169.254.169.{last}/32 10.{subnet}.0.1").Order();

    public void Dispose() => folder.Dispose();

    private static void MoveTo(MachineState state, int subnet)
    {
        state.Adapters[0].Ipv4 = [$"10.{subnet}.0.10/20"];
        state.Adapters[0].Gateways = [$"10.{subnet}.0.1"];
    }

    private int Count(string text) => Console.Split(text).Length - 1;

    private void Save(MachineState state) => MachineFile.Write(folder.At("machine.yml"), state);
}
