using OpenLaunch.Core.Engine;
using OpenLaunch.Steps;

namespace Contoso.Step_Template.Tests;

public sealed class CompiledStepsTests
{
    [Fact]
    public void The_agent_has_each_step_of_this_assembly()
    {
        var marked = typeof(CompiledSteps).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(StepAttribute), inherit: false));

        Assert.Equal(marked.ToHashSet(), CompiledSteps.All.Select(step => step.StepType).ToHashSet());
    }

    [Fact]
    public void No_step_has_the_name_of_another_or_of_one_that_is_built_in() =>
        Assert.NotNull(new StepCatalogue([.. BuiltInSteps.Catalogue.Definitions, .. CompiledSteps.All]));
}
