using System.Security;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Diagnosis;

namespace OpenLaunch.Steps.Tests.Diagnosis;

public class FactReaderTests
{
    public static TheoryData<Exception> Refusals { get; } =
        [new MachineException("refused"), new IOException("refused"), new UnauthorizedAccessException("refused"), new SecurityException("refused")];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_machine_refuses_to_tell_is_the_problem_of_that_fact_alone(Exception refusal)
    {
        var fact = await new FactReader(new FakeTimeProvider()).ReadAsync<string>(
            _ => throw refusal, TestContext.Current.CancellationToken);
        Assert.Equal(new(null, "refused"), fact);
    }
}
