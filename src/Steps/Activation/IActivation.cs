using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>Windows activation through a key management service (KMS).</summary>
public interface IActivation
{
    /// <summary>Reads the configured KMS host and the licence status.</summary>
    Task<ActivationState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sets the KMS host that Windows asks.</summary>
    /// <param name="server">A host name or address.</param>
    /// <param name="port">A TCP port; EC2's is 1688.</param>
    Task SetKmsAsync(string server, int port, CancellationToken cancellationToken);

    /// <summary>Installs a product key.</summary>
    /// <param name="key">A key that is no secret: one of the public client keys of volume licensing.</param>
    Task InstallKeyAsync(string key, CancellationToken cancellationToken);

    /// <summary>Asks Windows to activate itself now, and returns once it did.</summary>
    /// <param name="cancellationToken">Cancels the wait, not the activation.</param>
    Task ActivateAsync(CancellationToken cancellationToken);
}

/// <summary>How activation stands.</summary>
/// <param name="KmsServer">The configured KMS host, or null for discovery by DNS.</param>
/// <param name="KmsPort">The configured port, or null for the default.</param>
/// <param name="Status">The licence status of Windows.</param>
public sealed record ActivationState(string? KmsServer, int? KmsPort, LicenceStatus Status)
{
    /// <summary>Until when the activation holds, counted from now; null where it does not end or is not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>When an edition for evaluation ends; null for the others.</summary>
    public DateTimeOffset? EvaluationEnds { get; init; }

    /// <summary>The channel of the installed product key: <c>Volume:GVLK</c>, <c>Retail</c>; null without a key.</summary>
    public string? KeyChannel { get; init; }

    /// <summary>The last five characters of the product key, by which it is told from others; null without a key.</summary>
    public string? KeyEnding { get; init; }

    /// <summary>Why the licence status is what it is: a code of the licensing service; null when unknown.</summary>
    public int? Reason { get; init; }

    /// <summary>The KMS host that Windows found in DNS, where none is configured; null when it found none.</summary>
    public string? KmsServerInDns { get; init; }

    /// <summary>The edition as Windows names it: <c>ServerDatacenter</c>; null when unknown.</summary>
    public string? Edition { get; init; }

    /// <summary>The build, which tells the versions of Windows apart: 20348; 0 when unknown.</summary>
    public int Build { get; init; }
}

/// <summary>The licence status of Windows: SoftwareLicensingProduct.LicenseStatus with its kinds of grace joined.</summary>
public enum LicenceStatus
{
    /// <summary>No licence, or no product key that could give one.</summary>
    Unlicensed,

    /// <summary>Activated.</summary>
    Licensed,

    /// <summary>Not activated, within a period of grace.</summary>
    Grace,

    /// <summary>Not activated, and Windows says so to its users.</summary>
    Notification,
}

/// <summary>Finds out whether a key management service can be reached.</summary>
public interface IKmsProbe
{
    /// <summary>Opens a TCP connection and closes it again.</summary>
    /// <param name="server">The address and port.</param>
    /// <returns>Whether it opened; an attempt takes at most a few seconds.</returns>
    Task<bool> OpensAsync(IPEndPoint server, CancellationToken cancellationToken);
}
