using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Testing;

namespace Contoso.JoinDomain.Tests;

public sealed class JoinDomainStepTests
{
    private const string Inputs = @"{ domain: corp.example.com, userName: CORP\joiner, password: S3cret!, computerName: web-1 }";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renames_and_joins_with_one_restart_and_looks_afterwards_whether_it_worked()
    {
        await using var bench = StepBench.For<JoinDomainStep>();

        (await bench.RunAsync(Inputs, Token)).ShouldRebootAndResume()
            .ShouldChange("rename the computer to web-1", "join corp.example.com as web-1")
            .ShouldKeepSecret("S3cret!");

        Assert.Equal("web-1", bench.Machine.ComputerName);
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task Takes_over_a_rename_that_is_pending_already()
    {
        await using var bench = StepBench.For<JoinDomainStep>();
        bench.Machine.PendingComputerName = "web-2";

        (await bench.RunAsync(@"{ domain: corp.example.com, userName: CORP\joiner, password: S3cret! }", Token))
            .ShouldRebootAndResume().ShouldChange("join corp.example.com as web-2");
    }

    [Fact]
    public async Task Fails_when_the_restart_did_not_bring_the_membership()
    {
        await using var bench = StepBench.For<JoinDomainStep>(
            services => services.AddSingleton<IDomainMembership>(new ForgetfulDomain()));

        (await bench.RunAsync(Inputs, Token)).ShouldRebootAndResume();

        (await bench.RunAgainAsync(Token)).ShouldFail("is web-1 in no domain, not web-1 in corp.example.com");
    }

    [Fact]
    public async Task Tells_in_a_dry_run_what_it_would_do()
    {
        await using var bench = StepBench.For<JoinDomainStep>();

        (await bench.DryRunAsync(Inputs, Token)).ShouldChange("rename the computer to web-1", "join corp.example.com as web-1");
    }

    [Theory]
    [InlineData(@"{ domain: corp, userName: CORP\joiner, password: x }", "domain: must have the form")]
    [InlineData("{ domain: corp.example.com }", "lacks the key 'password'")]
    public async Task Refuses_inputs_that_cannot_work(string inputs, string cause)
    {
        await using var bench = StepBench.For<JoinDomainStep>();

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => bench.RunAsync(inputs, Token));

        Assert.Contains(cause, refusal.Message);
    }

    private sealed class ForgetfulDomain : IDomainMembership
    {
        public string? Current => null;

        public void Join(JoinDomainInputs inputs)
        {
        }
    }
}
