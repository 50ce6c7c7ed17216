using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Configuration;

public class ConfigurationReaderTests
{
    private const string Whole = """
        # yaml-language-server: $schema=openlaunch.schema.json
        version: 1
        metadata: { timeout: 2m, allowV1: true }
        defaults: { onError: stop, timeout: 10m, retry: { attempts: 3 } }
        console: { port: COM2, include: [password, ready] }
        extensions:
          - path: steps/Contoso.dll
            sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        steps:
          - step: waitForSysprep
          - step: addRoutes
            name: early routes
            enabled: false
            frequency: once
            onError: continue
            timeout: 24h
            retry: { attempts: 5, delay: 100ms, maxDelay: 10s }
            when:
              instanceType: [m5.*, t3.micro]
              tag: { Role: web, Build: 1.10 }
              osBuild: ">=20348"
              firstBoot: true
            inputs: { metric: 20 }
          - parallel:
              - step: showInstanceInfo
                retry: null
              - step: OpenLaunch.Core.Tests.Configuration.ExtendRootPartition
          - step: setAdminAccount
        """;

    [Fact]
    public void Reads_a_whole_document()
    {
        var configuration = Read(Whole);

        Assert.Equal(new MetadataSettings { Timeout = TimeSpan.FromMinutes(2), AllowV1 = true }, configuration.Metadata);
        Assert.Equal("COM2", configuration.Console.Port);
        Assert.Equal(["password", "ready"], configuration.Console.Include);
        var extension = Assert.Single(configuration.Extensions);
        Assert.Equal(("steps/Contoso.dll", new SourcePosition(7, 5)), (extension.Path, extension.Position));
        Assert.Equal([1, 1, 2, 1], configuration.Plan.Groups.Select(group => group.Entries.Count));
        Assert.Equal(
            ["waitForSysprep", "early routes", "showInstanceInfo", "extendRootPartition", "setAdminAccount"],
            configuration.Plan.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Reads_all_that_an_entry_says()
    {
        var entry = Entry(Whole, 1);

        Assert.Equal((false, StepFrequency.Once, ErrorPolicy.Continue), (entry.Enabled, entry.Frequency, entry.OnError));
        Assert.Equal(TimeSpan.FromDays(1), entry.Timeout);
        Assert.Equal(new RetrySettings(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)), entry.Retry);
        Assert.Equal(["m5.*", "t3.micro"], entry.When!.InstanceType);
        Assert.Equal(("web", "1.10"), (entry.When.Tag["Role"], entry.When.Tag["Build"]));
        Assert.Equal((">=20348", true), (entry.When.OsBuild, entry.When.FirstBoot));
        Assert.Equal(new RouteInputs { Metric = 20 }, entry.Inputs);
    }

    [Fact]
    public void Takes_what_an_entry_does_not_say_from_the_defaults_and_the_step()
    {
        var entry = Entry(Whole, 4);

        Assert.Equal((true, StepFrequency.PerInstance, ErrorPolicy.Stop), (entry.Enabled, entry.Frequency, entry.OnError));
        Assert.Equal(TimeSpan.FromMinutes(10), entry.Timeout);
        Assert.Equal(new RetrySettings(3, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)), entry.Retry);
        Assert.Null(entry.When);
        Assert.Equal(new AdminAccountInputs(), entry.Inputs);
    }

    [Fact]
    public void Lets_an_entry_switch_the_default_retry_off() => Assert.Null(Entry(Whole, 2).Retry);

    [Fact]
    public void Has_defaults_for_all_but_the_steps()
    {
        var configuration = Read("version: 1\nsteps: [{ step: addRoutes }]");

        Assert.Equal(new MetadataSettings(), configuration.Metadata);
        Assert.Equal(["info", "password", "ready"], configuration.Console.Include);
        var entry = Assert.Single(configuration.Plan.Entries);
        Assert.Equal((TimeSpan.FromMinutes(15), ErrorPolicy.Continue, null), (entry.Timeout, entry.OnError, entry.Retry));
    }

    [Fact]
    public void Takes_a_single_instance_type()
    {
        var entry = Entry("version: 1\nsteps: [{ step: addRoutes, when: { instanceType: m5.large } }]", 0);

        Assert.Equal(["m5.large"], entry.When!.InstanceType);
    }

    [Fact]
    public void Takes_a_list_for_the_inputs_of_a_step_that_allows_it()
    {
        var entry = Entry("version: 1\nsteps: [{ step: executeScript, inputs: [{ content: a }, { content: b }] }]", 0);

        Assert.Equal(["a", "b"], ((ScriptInputs)entry.Inputs).Scripts.Select(script => script.Content));
    }

    [Fact]
    public void Reads_the_same_from_JSON_text()
    {
        var entry = Entry("""{"version":1,"steps":[{"step":"addRoutes","inputs":{"metric":7}}]}""", 0);

        Assert.Equal(new RouteInputs { Metric = 7 }, entry.Inputs);
    }

    [Fact]
    public void Reads_the_extensions_before_there_is_a_catalogue_with_their_steps()
    {
        var document = YamlDocumentReader.Read("extensions: [{ path: a.dll }]\nsteps: [{ step: custom }]", "test.yml");

        Assert.Equal(["a.dll"], ConfigurationReader.ReadExtensions(document).Select(extension => extension.Path));
    }

    [Fact]
    public void Reads_another_form_with_the_dialect_that_knows_it_and_else_a_plan()
    {
        var reader = new ConfigurationReader(SampleSteps.Catalogue) { Dialects = [new Wishes()] };

        Assert.Equal(["addRoutes"], reader.Read("wish: addRoutes", "test.yml").Plan.Entries.Select(entry => entry.Name));
        Assert.Equal(
            ["announceReady"],
            reader.Read("version: 1\nsteps: [{ step: announceReady }]", "test.yml").Plan.Entries.Select(entry => entry.Name));
    }

    private static PlanEntry Entry(string text, int index) => Read(text).Plan.Entries.ElementAt(index);

    private static LaunchConfiguration Read(string text) => new ConfigurationReader(SampleSteps.Catalogue).Read(text, "test.yml");

    private sealed class Wishes : IPlanDialect
    {
        public string Form => "list of wishes";

        public bool Reads(MapReader root) => root.Has("wish");

        public LaunchConfiguration Read(MapReader root, StepCatalogue catalogue, ConfigurationErrors errors)
        {
            catalogue.TryFind(root.Text("wish")!, out var step);
            var entry = new PlanEntry { Name = step!.Name, Definition = step, Inputs = step.CreateInputs() };
            return new() { Plan = new([new([entry])]) };
        }
    }
}
