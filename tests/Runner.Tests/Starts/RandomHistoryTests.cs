using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>Disks that are restarted, moved, cloned, generalized and scheduled at random agree with a model of what ought to be.</summary>
[Collection(nameof(SilentConsole))]
[EachProgram]
public sealed class RandomHistoryTests
{
    private const int Histories = 200;
    private const int Steps = 3;

    [Fact]
    public async Task Random_moves_restarts_and_clones_agree_with_an_independent_model()
    {
        using var silence = new SilentConsole();
        using var keys = new StateFolder(); // one key pair for all: each takes longer to make than a start
        for (var seed = 0; seed < Histories; seed++)
            await new History(seed, keys.At("key-pair.pem")).PlayAsync(TestContext.Current.CancellationToken);
    }

    private sealed class History
    {
        private readonly Random random;
        private readonly List<string> told;
        private readonly DiskModel model;
        private readonly string? userData;
        private readonly string keyPair;
        private SimulatedInstance instance;
        private string? password;
        private int passwords;
        private int ready;

        public History(int seed, string keyPair)
        {
            random = new(seed);
            var kind = random.Next(3);
            userData = kind switch
            {
                0 => null,
                1 => "<script>echo once</script>",
                _ => "<script>echo each</script>\n<persist>true</persist>",
            };
            model = new(hasScript: kind == 1, isForEachStart: kind == 2) { Id = IdOf(0), Subnet = 1 };
            told = [$"seed {seed}, user data {kind}"];
            instance = SimulatedInstance.Launch(model.Id, userData);
            instance.Move(model.Subnet);
            this.keyPair = keyPair;
            if (File.Exists(keyPair))
                File.Copy(keyPair, Path.Combine(instance.State, Path.GetFileName(keyPair)));
        }

        public async Task PlayAsync(CancellationToken token)
        {
            try
            {
                await RestartAsync(token);
                if (!File.Exists(keyPair))
                    File.Copy(Path.Combine(instance.State, Path.GetFileName(keyPair)), keyPair);
                for (var step = 0; step < Steps; step++)
                {
                    Happen(random.Next(9));
                    await (random.Next(5) == 0 ? RunAsync(token) : RestartAsync(token));
                }
            }
            finally
            {
                instance.Dispose();
            }
        }

        private static string IdOf(int number) => $"i-0{number:x16}";

        private void Happen(int what)
        {
            switch (what)
            {
                case 0:
                    model.Subnet = random.Next(1, 200);
                    instance.Move(model.Subnet);
                    told.Add($"move to {model.Subnet}");
                    break;
                case 1 or 2:
                    if (random.Next(3) == 0)
                    {
                        instance.Generalize();
                        model.Forget();
                        told.Add("generalize");
                    }

                    Clone();
                    break;
                case 3 or 4:
                    var wish = (StartFrequency)random.Next(4);
                    new StartSchedule(instance.State).Write(wish);
                    instance.Alter(state => state.BootTask = wish == StartFrequency.Never ? "disabled" : "enabled");
                    model.Schedule(wish);
                    told.Add($"schedule {wish}");
                    break;
                case 5:
                    instance.Delete(RunOnceMarker.FileName);
                    model.DeleteMarker();
                    told.Add("delete the marker");
                    break;
                case 6:
                    instance.Alter(state => state.Licence.Status = "notification");
                    model.IsLicensed = false;
                    told.Add("lose the licence");
                    break;
            }
        }

        private void Clone()
        {
            (model.Id, model.Subnet) = (IdOf(random.Next(4)), random.Next(1, 200)); // at times one that the disk was on already
            var clone = instance.Clone(model.Id, model.Subnet, userData);
            instance.Dispose();
            (instance, ready) = (clone, model.Ready);
            told.Add($"clone as {model.Id} in {model.Subnet}");
        }

        private async Task RestartAsync(CancellationToken token)
        {
            told.Add("restart");
            model.Restart();
            await CheckAsync(StartExecution.RunAsync(
                Where() with { IsRestart = true }, new RunOptions(), new(AsJson: false), source => source.Read(), token));
        }

        private async Task RunAsync(CancellationToken token)
        {
            told.Add("run");
            model.Run();
            await CheckAsync(PlanExecution.RunAsync(
                Where(), new RunOptions(), new(AsJson: false), source => source.Read(), token));
        }

        private HostOptions Where() => new()
        {
            Folders = StateFolders.Resolve(instance.State, isSimulated: true),
            IsSimulated = true,
            Endpoint = MetadataEndpoint.Resolve(null, _ => null),
        };

        private async Task CheckAsync(Task<int> run)
        {
            var code = await run;
            var machine = instance.Machine;
            passwords += instance.PasswordHash == password ? 0 : 1;
            password = instance.PasswordHash;
            var expected = (
                0, model.HasRoutes ? SimulatedInstance.RoutesOf(model.Subnet) : [], model.IsTaskEnabled, model.IsLicensed,
                model.Passwords, model.Scripts, model.Ready - ready);
            var found = (
                code, instance.Gateways, machine.BootTask == "enabled", machine.Licence.Status == "licensed",
                passwords, machine.Scripts.Count, instance.ReadyLines);
            Assert.True(
                Describe(expected) == Describe(found),
                $"{string.Join("; ", told)}\nought to be {Describe(expected)}\nand is {Describe(found)}");
        }

        private static string Describe(
            (int Code, IEnumerable<string> Routes, bool Task, bool Licensed, int Passwords, int Scripts, int Ready) state) =>
            $"exit code {state.Code}, boot task {state.Task}, licensed {state.Licensed}, {state.Passwords} passwords, "
            + $"{state.Scripts} scripts, {state.Ready} ready, routes {string.Join(", ", state.Routes)}";
    }
}

/// <summary>Takes what runs in this process say of themselves; alone, for the console belongs to the whole process.</summary>
[CollectionDefinition(nameof(SilentConsole), DisableParallelization = true)]
public sealed class SilentConsole : IDisposable
{
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;

    /// <summary>Begins.</summary>
    public SilentConsole()
    {
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.SetOut(output);
        Console.SetError(error);
    }
}
