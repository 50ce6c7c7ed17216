namespace OpenLaunch.Steps.HostName;

/// <summary>The computer's name.</summary>
public interface IComputerName
{
    /// <summary>The name in force since the last start.</summary>
    string Current { get; }

    /// <summary>The name that the next start brings; equal to <see cref="Current"/> when no rename is pending.</summary>
    string Pending { get; }

    /// <summary>Whether the computer belongs to a domain, which loses a computer that is renamed here alone.</summary>
    bool IsInDomain { get; }

    /// <summary>Renames the computer from the next start on.</summary>
    /// <param name="name">A valid NetBIOS name of at most 15 characters.</param>
    Task RenameAsync(string name, CancellationToken cancellationToken);
}
