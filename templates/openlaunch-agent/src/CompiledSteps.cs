using OpenLaunch.Core.Engine;

namespace Contoso.Step_Template;

/// <summary>What this agent has besides the steps of OpenLaunch.</summary>
public static class CompiledSteps
{
    /// <summary>
    /// Each step with its inputs and how it is made. What its constructor asks for comes from the services:
    /// <c>services =&gt; new(services.GetRequiredService&lt;IComputerName&gt;())</c>.
    /// </summary>
    public static IReadOnlyList<StepDefinition> All { get; } =
    [
        StepDefinition.For<ClassPlaceholderStep, ClassPlaceholderInputs>(services => new()),
    ];
}
