using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.RegistryValues;

/// <summary>Brings the registry to what a plan of values says.</summary>
internal static class RegistryEdits
{
    /// <summary>Makes those edits that differ from what is there.</summary>
    /// <param name="service">The service that is told when there were any; null: none reads them while it runs.</param>
    /// <returns>Whether there were any.</returns>
    public static async Task<bool> ApplyAsync(
        IMachineRegistry registry, IEnumerable<RegistryEdit> edits, string? service, StepContext context,
        CancellationToken cancellationToken)
    {
        var isChanged = false;
        foreach (var edit in edits)
        {
            var current = registry.Read(edit.Key, edit.Name);
            if (current == edit.Value)
                continue;
            isChanged = true;
            var was = current is null ? "" : $" (was {(current.Length == 0 ? "empty" : current)})";
            await context.ChangeAsync(
                $"set {edit.What} to {edit.Value}{was}", token => registry.WriteAsync(edit, token), cancellationToken);
        }

        if (isChanged && service is not null)
        {
            await context.ChangeAsync(
                $"let the service {service} read its parameters again",
                async token =>
                {
                    if (!await registry.AnnounceAsync(service, token))
                        context.Logger.LogWarning("The service {Service} reads its parameters at its next start.", service);
                },
                cancellationToken);
        }

        return isChanged;
    }
}
