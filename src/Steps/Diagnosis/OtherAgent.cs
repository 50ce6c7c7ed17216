using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Another launch agent on this machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it acts at the next start of Windows; null where that is not known.</param>
/// <param name="HowToDisable">The command that keeps it from acting.</param>
public sealed record OtherAgent(string Name, bool? IsActive, string HowToDisable);

/// <summary>Finds other launch agents: by their services, EC2Launch v1 by its script, as it has no service.</summary>
/// <param name="services">The services.</param>
/// <param name="programData">The folder ProgramData; null on a simulated machine.</param>
public sealed class OtherAgentFinder(IServices services, string? programData)
{
    private static readonly (string Service, string Name)[] Known =
    [
        ("Amazon EC2Launch", "EC2Launch v2"),
        ("Ec2Config", "EC2Config"),
        ("cloudbase-init", "Cloudbase-Init"),
    ];

    /// <summary>Lists them.</summary>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<IReadOnlyList<OtherAgent>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<OtherAgent>();
        foreach (var (service, name) in Known)
        {
            if (await services.ReadAsync(service, cancellationToken) is { } status)
            {
                found.Add(new(
                    name, status.StartType == ServiceStartType.Automatic,
                    $"sc.exe config \"{service}\" start= disabled"));
            }
        }

        if (programData is not null
            && File.Exists(Path.Combine(programData, "Amazon", "EC2-Windows", "Launch", "Scripts", "InitializeInstance.ps1")))
        {
            found.Add(new(
                "EC2Launch v1", null, "schtasks.exe /change /disable /tn \"Amazon Ec2 Launch - Instance Initialization\""));
        }

        return found;
    }
}
