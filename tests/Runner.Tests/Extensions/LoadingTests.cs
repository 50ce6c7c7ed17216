using System.Security.Cryptography;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Steps;

namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>What keeps an assembly from being an extension is told with its place, its name and the cause.</summary>
[BuiltProgram("Its assemblies are loaded by the host alone, as NativeHostTests sees.")]
public sealed class LoadingTests : IDisposable
{
    private readonly ExtensionFolder folder = new();

    [Fact]
    public async Task Lists_the_steps_of_an_assembly_with_their_origin()
    {
        await folder.CompileAsync("Contoso.Greet", Sources.Greet);

        var step = Load("Contoso.Greet.dll").Catalogue.Definitions.Single(step => step.Origin != StepDefinition.BuiltIn);

        Assert.Equal(("greet", "Contoso.Greet 0.0.0"), (step.Name, step.Origin));
    }

    [Fact]
    public void Names_a_file_that_is_not_there() =>
        Assert.Contains("extension 'absent.dll': there is no file ", Error("absent.dll"));

    [Fact]
    public async Task Does_not_load_a_file_with_another_hash_than_pinned()
    {
        await folder.CompileAsync("Contoso.Greet", Sources.Greet);
        var pin = new string('0', 64);

        Assert.Contains($"not the {pin} that the configuration pins; it was not loaded", Error("Contoso.Greet.dll", pin));
    }

    [Fact]
    public async Task Loads_a_file_with_the_pinned_hash()
    {
        var assembly = await folder.CompileAsync("Contoso.Greet", Sources.Greet);
        var bytes = await File.ReadAllBytesAsync(assembly, TestContext.Current.CancellationToken);
        var pin = Convert.ToHexString(SHA256.HashData(bytes));

        Assert.True(Load("Contoso.Greet.dll", pin).Catalogue.TryFind("greet", out _));
    }

    [Fact]
    public void Refuses_a_file_that_is_no_assembly()
    {
        File.WriteAllText(Path.Combine(folder.Path, "text.dll"), "no assembly");

        Assert.Contains("it is no .NET assembly", Error("text.dll"));
    }

    [Fact]
    public async Task Refuses_an_assembly_for_a_later_runtime()
    {
        PatchReference.MajorVersion(await folder.CompileAsync("Later", Sources.Greet), "System.Runtime", 99);

        Assert.Contains("it is built for .NET 99", Error("Later.dll"));
    }

    [Fact]
    public async Task Refuses_an_assembly_for_another_major_version_of_the_contract()
    {
        PatchReference.MajorVersion(await folder.CompileAsync("Other", Sources.Greet), "OpenLaunch.Core", 7);

        Assert.Contains("it is built against OpenLaunch.Core 7.", Error("Other.dll"));
    }

    [Fact]
    public async Task Refuses_an_assembly_that_does_not_know_OpenLaunch()
    {
        await folder.CompileAsync("Foreign", "public class Foreign;");

        Assert.Contains("it has no reference to OpenLaunch.Core", Error("Foreign.dll"));
    }

    [Fact]
    public async Task Names_a_dependency_that_is_missing()
    {
        var library = await folder.CompileAsync("Library", "public static class Library { public static void Act() { } }");
        await folder.CompileAsync("Needy", Sources.Step("needy", "Library.Act(); return null!;"), library);
        File.Delete(library);

        Assert.Contains("it needs Library 0.0.0, which cannot be loaded from its folder", Error("Needy.dll"));
    }

    [Fact]
    public async Task Does_not_lend_the_agents_own_libraries()
    {
        await folder.CompileAsync(
            "Borrower", Sources.Step("borrow", "new YamlDotNet.Serialization.Deserializer(); return null!;"),
            Path.Combine(BuildPaths.Output, "YamlDotNet.dll"));

        Assert.Contains("it needs YamlDotNet 18.", Error("Borrower.dll"));
    }

    [Theory]
    [InlineData("addRoutes", "is named 'addRoutes', as is a step of built-in; rename it")]
    [InlineData("greet", "is named 'greet', as is a step of Contoso.Greet 0.0.0; rename it")]
    public async Task Refuses_a_name_that_is_taken(string name, string cause)
    {
        await folder.CompileAsync("Contoso.Greet", Sources.Greet);
        await folder.CompileAsync("Second", Sources.Step(name));

        Assert.Contains(cause, Error("Contoso.Greet.dll", "Second.dll"));
    }

    [Theory]
    [InlineData("public sealed class Odd;", "does not derive from Step<TInputs>")]
    [InlineData("sealed class Odd;", "is not public")]
    [InlineData("public abstract class Odd : Step<NoInputs>;", "is abstract")]
    public async Task Says_why_a_class_cannot_be_a_step(string declaration, string cause)
    {
        await folder.CompileAsync("Odd", $"[Step(\"odd\", \"Odd\")] {declaration}");

        Assert.Contains($"Odd is marked with [Step] and cannot be a step: it {cause}", Error("Odd.dll"));
    }

    [Theory]
    [InlineData(
        "public Module() => throw new InvalidOperationException(\"no luck\"); public void Configure(IServiceCollection s) { }")]
    [InlineData("public void Configure(IServiceCollection s) => throw new InvalidOperationException(\"no luck\");")]
    public async Task Tells_what_a_module_throws(string members)
    {
        await folder.CompileAsync("Throwing", Sources.Greet + $"public sealed class Module : IStepModule {{ {members} }}");

        Assert.Contains("failed with InvalidOperationException: no luck", Error("Throwing.dll"));
    }

    [Theory]
    [InlineData("public Module() => Thread.Sleep(-1); public void Configure(IServiceCollection s) { }", "the constructor of the module Module")]
    [InlineData("public void Configure(IServiceCollection s) => Thread.Sleep(-1);", "Module.Configure")]
    public async Task Waits_no_longer_than_its_bound_for_a_module(string members, string what)
    {
        await folder.CompileAsync("Waiting", Sources.Greet + $"public sealed class Module : IStepModule {{ {members} }}");

        Assert.Contains($"Waiting.dll': {what} has not ended within 100ms", Assert.Throws<ConfigurationException>(() => Impatient("Waiting.dll")).Message);
    }

    [Fact]
    public async Task Waits_no_longer_than_its_bound_while_inputs_are_made_or_read()
    {
        const string Inputs = "public sealed record WaitInputs {{ {0} }} [Step(\"wait\", \"Waits\")] public sealed class Wait : "
            + "Step<WaitInputs> {{ public override Task<StepOutcome> RunAsync(WaitInputs i, StepContext c, CancellationToken t) => null!; }}";
        await folder.CompileAsync("Making", string.Format(
            System.Globalization.CultureInfo.InvariantCulture, Inputs, "public WaitInputs() => Thread.Sleep(-1);"));
        await folder.CompileAsync("Reading", string.Format(
            System.Globalization.CultureInfo.InvariantCulture, Inputs, "public string Text { get => \"\"; init => Thread.Sleep(-1); }"));

        var making = Assert.Throws<ConfigurationException>(() => Impatient("Making.dll"));
        var set = Impatient("Reading.dll");
        var reading = Assert.Throws<ConfigurationException>(() => set.Read(() => new ConfigurationReader(set.Catalogue).Read(
            "version: 1\nsteps:\n  - step: wait\n    inputs: { text: a }\n", folder.ConfigurationPath)));

        Assert.Contains("the inputs WaitInputs of wait has not ended within 100ms", making.Message);
        Assert.Contains("Reading.dll': reading the inputs of the steps, with code of the extensions, has not ended", reading.Message);
    }

    [Fact]
    public async Task Tells_all_extensions_that_cannot_be_used_at_once()
    {
        await folder.CompileAsync("Foreign", "public class Foreign;");

        var exception = Assert.Throws<ConfigurationException>(() => LoadAll("Foreign.dll", "absent.dll"));

        Assert.Equal(2, exception.Errors.Count);
    }

    public void Dispose() => folder.Dispose();

    private string Error(string path, string second) => second.EndsWith(".dll", StringComparison.Ordinal)
        ? Assert.Throws<ConfigurationException>(() => LoadAll(path, second)).Message
        : Assert.Throws<ConfigurationException>(() => Load(path, second)).Message;

    private string Error(string path)
    {
        var message = Assert.Throws<ConfigurationException>(() => Load(path)).Message;
        Assert.StartsWith($"{folder.ConfigurationPath}:7:5: extension '{path}': ", message);
        return message;
    }

    private ExtensionSet Load(string path, string? pin = null) => ExtensionSet.Load(
        BuiltInSteps.Catalogue, [new ExtensionReference(path, pin, new SourcePosition(7, 5))], folder.ConfigurationPath);

    private ExtensionSet Impatient(string path) => ExtensionSet.Load(
        BuiltInSteps.Catalogue, [new ExtensionReference(path, null, new SourcePosition(7, 5))], folder.ConfigurationPath,
        new ForeignCode(TimeSpan.FromMilliseconds(100), TimeProvider.System));

    private ExtensionSet LoadAll(params string[] paths) => ExtensionSet.Load(
        BuiltInSteps.Catalogue,
        [.. paths.Select((path, index) => new ExtensionReference(path, null, new SourcePosition(index + 1, 1)))],
        folder.ConfigurationPath);
}
