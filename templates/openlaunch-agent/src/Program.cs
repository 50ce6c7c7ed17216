using Contoso.Step_Template;
using OpenLaunch.Runner;

await OpenLaunchAgent.RunAsync(args, CompiledSteps.All);
