using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// Makes the link-local services of EC2 reachable through the gateway of the subnet that the instance is in now, and removes
/// what an image brought from another subnet.
/// </summary>
/// <param name="time">The time service, whose source becomes reachable with the routes.</param>
[Step("addRoutes", "Adds the routes to the metadata, licence and time services, and removes stale ones")]
public sealed class AddRoutesStep(IRouteTable routes, INetworkAdapters adapters, ITimeSynchronization time)
    : Step<AddRoutesInputs>
{
    /// <summary>Kept while the routes are new to the time service, so that the next run makes good one cut off.</summary>
    private const string TimeIsDue = "timeIsDue";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        AddRoutesInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        context.Logger.LogInformation("Checking primary network interface");
        var found = await new AdapterWait(adapters, context).ListAsync(inputs.WaitForAdapter, cancellationToken);
        var plan = await RouteDrift.ReadAsync(found, routes, inputs.Persistent, cancellationToken);
        if (plan.Selection.Primary is null)
        {
            return StepOutcome.Failed(
                $"no network adapter can carry the routes after {inputs.WaitForAdapter.TotalSeconds:0} s of waiting: "
                + $"{AdapterWait.Explain(found)}. Check that an elastic network interface is attached and has its DHCP lease.");
        }

        context.Logger.LogInformation("Primary network interface found. Adding routes now...");
        if (plan.Edits.Count > 0)
            context.TryRemember(TimeIsDue, "true");
        var failures = new List<string>();
        foreach (var edit in plan.Edits)
        {
            if (await ApplyAsync(edit, context, cancellationToken) is { } failure)
                failures.Add(failure);
        }

        if (context.Recall(TimeIsDue) == "true")
            await ResynchronizeAsync(context, cancellationToken);
        return failures.Count == 0
            ? StepOutcome.Done
            : StepOutcome.Failed($"{failures.Count} of {plan.Edits.Count} route changes failed: {string.Join("; ", failures)}");
    }

    /// <returns>What failed, or null. One refused route does not keep the others from being added.</returns>
    private async Task<string?> ApplyAsync(RouteEdit edit, StepContext context, CancellationToken cancellationToken)
    {
        var route = edit.Route;
        try
        {
            await context.ChangeAsync(edit.Description, token => Apply(edit, token), cancellationToken);
        }
        catch (MachineException error)
        {
            context.Logger.LogError(error, "Failed to {Act} routes: {Destination}", Verb(edit), route.Destination);
            return error.Message;
        }

        if (edit.Kind == RouteEditKind.Add && !context.DryRun)
        {
            context.Logger.LogInformation(
                "Successfully added the Route: {Destination}, gateway: {Gateway}, NIC index: {Interface}, Metric: {Metric}",
                route.Destination, route.Gateway, route.InterfaceIndex, route.Metric);
        }

        return null;
    }

    private Task Apply(RouteEdit edit, CancellationToken cancellationToken) => edit.Kind == RouteEditKind.Add
        ? routes.AddAsync(edit.Route, cancellationToken)
        : routes.RemoveAsync(edit.Route, cancellationToken);

    /// <summary>The routes are the goal; a time service that is stopped on purpose does not make the boot a failure.</summary>
    private async Task ResynchronizeAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Logger.LogInformation("Resyncing w32tm");
        try
        {
            await context.ChangeAsync("resynchronise the time with Amazon Time Sync", time.ResynchronizeAsync, cancellationToken);
        }
        catch (MachineException error)
        {
            context.Logger.LogWarning(error, "The time service was not resynchronised: {Reason}", error.Message);
            context.Report($"the time service was not resynchronised: {error.Message}");
        }

        context.TryRemember(TimeIsDue, "false");
    }

    private static string Verb(RouteEdit edit) => edit.Kind == RouteEditKind.Add ? "add" : "remove";
}
