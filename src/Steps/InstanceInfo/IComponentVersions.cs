namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The versions of installed components that the registry does not tell.</summary>
public interface IComponentVersions
{
    /// <summary>The version of the AWS VSS components, or null when they are not installed.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<string?> ReadVssAsync(CancellationToken cancellationToken);
}
