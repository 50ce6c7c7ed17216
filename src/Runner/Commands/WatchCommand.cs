using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Watch;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>watch</c>: stays resident and keeps the routes right.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan MetadataBudget = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var command = new VerbCommand(
            "watch",
            "Stays resident and keeps the routes right: after each change of the network, and every 5 minutes. It also "
            + "looks at the licence once a day. Ends with exit code 0 when it is stopped.",
            [
                new(ExitCode.Done, "it was stopped"), new(ExitCode.Locked, "another watch is under way"),
                new(ExitCode.NoPermission, "not enough rights"), new(ExitCode.BadConfiguration, "bad configuration"),
            ],
            "watch");
        host.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(host.Read(parsed, isDryRun: false), cancellationToken));
        return command;
    }

    /// <summary>Watches until the token is cancelled, which is how it ends well.</summary>
    /// <param name="where">Where the watch works, as the command line says.</param>
    /// <param name="cancellationToken">Ends the watch: Ctrl-C, SIGTERM, or the stop of a service.</param>
    public static async Task<int> RunAsync(HostOptions where, CancellationToken cancellationToken)
    {
        where = where.ForResident("watch", MetadataBudget);
        var time = TimeProvider.System;
        var host = await RunHost.OpenAsync(where, source => source.Read(), time, cancellationToken);
        await using (host)
        {
            var plan = NetworkPlan.RoutesOf(host.Configuration, BuiltInSteps.Catalogue);
            if (!plan.Any(entry => entry.Enabled))
                throw new UsageException("The configuration disables addRoutes, so there is nothing to watch over.");
            var logger = host.Log.CreateLogger("watch");
            var network = new WatchedNetwork(host, plan);
            var watch = new NetworkWatch(
                host.Ports.GetRequiredService<INetworkAdapters>(),
                new(network.CountDifferencesAsync, network.RepairAsync, network.LookAfterLicenceAsync), time, Tell);
            Tell("the watch starts");
            try
            {
                await watch.RunAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                Tell($"the watch ends after {watch.Counters.Comparisons} comparisons and {watch.Counters.Repairs} repairs");
            }

            return ExitCode.Done;

            void Tell(string line)
            {
                logger.LogInformation("{Line}", line);
                Console.Error.WriteLine(line);
            }
        }
    }
}
