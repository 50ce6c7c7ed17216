using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.WinRm;

/// <summary>Lets Windows Remote Management listen over TLS, with a certificate that the machine signs itself.</summary>
[Step("configureWinRm", "Lets Windows Remote Management listen over HTTPS, and the firewall let it in")]
public sealed class ConfigureWinRmStep(IWinRm winRm, IServices services, IComputerName computer) : Step<ConfigureWinRmInputs>
{
    internal const string Service = "WinRM";

    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        ConfigureWinRmInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (await services.ReadAsync(Service, cancellationToken) is not { } status)
            return StepOutcome.Failed($"This Windows has no service {Service}, which Windows Remote Management runs as.");
        if (inputs.Ensure == WinRmPresence.Present)
            await StartAsync(status, context, cancellationToken);
        else if (status.State != ServiceState.Running)
            return StepOutcome.Skipped(
                $"the service {Service} does not run, so nothing listens; start it to have the rest removed");
        var isRunning = status.State == ServiceState.Running || !context.DryRun;
        var facts = isRunning ? await winRm.ReadAsync(cancellationToken) : WinRmFacts.None;
        var name = computer.Pending;
        var plan = WinRmPlanner.Plan(facts, inputs, name, context.Time.GetUtcNow());
        await ApplyAsync(plan, inputs, name, context, cancellationToken);
        return StepOutcome.Done;
    }

    private async Task StartAsync(ServiceStatus status, StepContext context, CancellationToken cancellationToken)
    {
        if (status.StartType != ServiceStartType.Automatic)
        {
            await context.ChangeAsync(
                $"set the service {Service} to start with Windows",
                token => services.SetStartTypeAsync(Service, ServiceStartType.Automatic, token), cancellationToken);
        }

        if (status.State != ServiceState.Running)
        {
            await context.ChangeAsync(
                $"start the service {Service}", token => services.StartAsync(Service, StartBound, token), cancellationToken);
        }
    }

    private async Task ApplyAsync(
        WinRmPlan plan, ConfigureWinRmInputs inputs, string name, StepContext context, CancellationToken cancellationToken)
    {
        var certificate = plan.Certificate;
        if (plan.SetsListener && certificate is null)
        {
            await context.ChangeAsync(
                $"make a certificate for {name}, signed by itself",
                async token => certificate = await winRm.MakeCertificateAsync(name, context.Time.GetUtcNow(), token),
                cancellationToken);
        }

        // Before anything listens.
        if (plan.SetsBasic)
        {
            await context.ChangeAsync(
                $"{(inputs.Basic ? "allow" : "forbid")} basic authentication in Windows Remote Management",
                token => winRm.SetBasicAsync(inputs.Basic, token), cancellationToken);
        }

        if (plan.SetsListener)
        {
            await context.ChangeAsync(
                $"let Windows Remote Management listen over HTTPS on port {inputs.Port}",
                token => winRm.SetListenerAsync(new(inputs.Port, certificate!), token), cancellationToken);
        }

        if (plan.SetsRule)
        {
            var rule = WinRmPlanner.RuleOf(inputs);
            var networks = rule is { IsForAll: true } ? "all networks" : "domain and private networks";
            await context.ChangeAsync(
                rule is null ? "remove the firewall rule for Windows Remote Management"
                    : $"let the firewall take port {rule.Port} from {networks}",
                token => winRm.SetRuleAsync(rule, token), cancellationToken);
        }

        if (plan.RemovesListener)
        {
            await context.ChangeAsync(
                "remove the listener of Windows Remote Management over HTTPS",
                token => winRm.SetListenerAsync(null, token), cancellationToken);
        }

        foreach (var stale in plan.Stale)
        {
            await context.ChangeAsync(
                $"remove the certificate {stale[..Math.Min(stale.Length, 8)]}… of Windows Remote Management",
                token => winRm.RemoveCertificateAsync(stale, token), cancellationToken);
        }
    }
}
