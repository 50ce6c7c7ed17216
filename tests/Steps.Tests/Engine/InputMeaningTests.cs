using OpenLaunch.Core.Schema;

namespace OpenLaunch.Steps.Tests.Engine;

public class InputMeaningTests
{
    [Fact]
    public void Every_input_of_every_step_has_a_meaning()
    {
        var inputs = BuiltInSteps.Catalogue.Definitions.SelectMany(
            step => InputDescription.Of(step).Select(input => (Key: $"{step.Name}: {input.Key}", input.Meaning))).ToList();

        Assert.NotEmpty(inputs);
        Assert.DoesNotContain(inputs, input => string.IsNullOrWhiteSpace(input.Meaning));
    }
}
