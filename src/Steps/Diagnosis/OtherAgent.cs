using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Another launch agent on this machine.</summary>
internal sealed record OtherAgent(string Name, bool? IsActive, string HowToDisable);

/// <summary>Finds other launch agents: by their services, EC2Launch v1 by its script, as it has no service.</summary>
internal sealed class OtherAgentFinder(IServices services, string? programData)
{
    private const string Replace = "openlaunch install --replace-ec2launch";

    private static readonly (string Service, string Name, string HowToDisable)[] Known =
    [
        (AmazonServices.Ec2LaunchV2, "EC2Launch v2", Replace),
        (AmazonServices.Ec2Config, "EC2Config", Replace),
        ("cloudbase-init", "Cloudbase-Init", "sc.exe config cloudbase-init start= disabled"),
    ];

    public async Task<IReadOnlyList<OtherAgent>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<OtherAgent>();
        foreach (var (service, name, howToDisable) in Known)
        {
            if (await services.ReadAsync(service, cancellationToken) is { } status)
                found.Add(new(name, status.StartType == ServiceStartType.Automatic, howToDisable));
        }

        if (programData is not null
            && File.Exists(Path.Combine(programData, "Amazon", "EC2-Windows", "Launch", "Scripts", "InitializeInstance.ps1")))
        {
            found.Add(new("EC2Launch v1", null, Replace));
        }

        return found;
    }
}
