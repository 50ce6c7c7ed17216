namespace OpenLaunch.Steps.OpenSsh;

/// <summary>The OpenSSH server as a feature of Windows, since Windows Server 2019.</summary>
public interface IOpenSshFeature
{
    /// <summary>Adds it, from Windows Update where the image does not hold it.</summary>
    /// <exception cref="Core.Engine.MachineException">Windows has not the feature, or no source of it answers.</exception>
    Task AddAsync(CancellationToken cancellationToken);
}
