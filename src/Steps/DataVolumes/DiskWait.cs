using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>Waits for disks that are attached late, each as long as its inputs say.</summary>
internal sealed class DiskWait(IDiskInventory inventory, DiskSurvey survey, StepContext context)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(30);

    /// <summary>The disks once all that are waited for are there, or their time is over.</summary>
    public async Task<IReadOnlyList<SurveyedDisk>> ReadAsync(
        IReadOnlyList<VolumeDevice> devices, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        var reported = TimeSpan.MinValue;
        while (true)
        {
            var disks = await survey.ReadAsync(cancellationToken);
            var match = new DeviceMatch(disks);
            var elapsed = context.Time.GetElapsedTime(started);
            var awaited = devices.Where(device => device.Wait > elapsed && match.Find(device.Device) is null).ToList();
            if (awaited.Count == 0 || context.DryRun)
                return disks;
            if (reported == TimeSpan.MinValue || elapsed - reported >= ReportInterval)
            {
                context.Report($"waiting for {string.Join(", ", awaited.Select(device => device.Device))} to be attached");
                reported = elapsed;
            }

            var left = awaited.Min(device => device.Wait) - elapsed;
            await inventory.WaitForChangeAsync(left < ReportInterval ? left : ReportInterval, cancellationToken);
        }
    }
}
