using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>list-volumes</c>: the disks, what each is on EC2, and what is on it.</summary>
internal static class ListVolumesCommand
{
    private static readonly TimeSpan MetadataBudget = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var json = CommonOptions.Json();
        var command = new VerbCommand(
            "list-volumes",
            "Lists the disks: EBS volumes with id and device name, instance store, and others, with their partitions or what "
            + "else they hold. Changes nothing.",
            VerbCommand.ActCodes, "list-volumes", "list-volumes --json")
        {
            json,
        };
        host.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, isDryRun: true).ForReading("list-volumes", MetadataBudget);
            await using var opened = await RunHost.OpenAsync(
                where, _ => new LaunchConfiguration { Plan = Plan.Of([]) }, TimeProvider.System, cancellationToken);
            var disks = await new DiskSurvey(opened.Ports.GetRequiredService<IDiskInventory>(), opened.Metadata)
                .ReadAsync(cancellationToken);
            Console.Out.WriteLine(parsed.GetValue(json) ? VolumeList.Json(disks) : VolumeList.Text(disks));
            return ExitCode.Done;
        });
        return command;
    }
}
