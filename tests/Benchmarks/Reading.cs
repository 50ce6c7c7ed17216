using System.Text;
using BenchmarkDotNet.Attributes;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Benchmarks;

/// <summary>From the text of the default plan to the plan.</summary>
[MemoryDiagnoser]
public class PlanReading
{
    private readonly string plan = Encoding.UTF8.GetString(Samples.Read("plan.yml"));

    [Benchmark]
    public YamlDocument Parse() => YamlDocumentReader.Read(plan, "plan.yml");

    [Benchmark]
    public LaunchConfiguration ParseAndBind() => new ConfigurationReader(BuiltInSteps.Catalogue).Read(plan, "plan.yml");
}

/// <summary>The binder alone, on the largest document that it is given: a machine file.</summary>
[MemoryDiagnoser]
public class Binding
{
    private readonly YamlDocument machine =
        YamlDocumentReader.Read(EmbeddedResource.Read(typeof(FreshInstance).Assembly, "fresh-instance.yml"), "machine.yml");

    [Benchmark]
    public MachineState Machine() => InputBinder.Read<MachineState>(machine);
}

/// <summary>User data in each of its forms.</summary>
[MemoryDiagnoser]
public class UserDataReading
{
    private byte[] data = [];

    [Params("tags", "tasks", "cloud-config", "mime")]
    public string Form { get; set; } = "";

    [GlobalSetup]
    public void Load() => data = Samples.Read(Form);

    [Benchmark]
    public object Read() => UserDataReader.Read(data, BuiltInSteps.Catalogue);
}
