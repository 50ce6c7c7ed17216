namespace OpenLaunch.Steps.WinRm;

/// <summary>Windows Remote Management, with its listener over TLS at all addresses.</summary>
public interface IWinRm
{
    /// <exception cref="Core.Engine.MachineException">Windows does not tell.</exception>
    Task<WinRmFacts> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Makes a certificate for the machine's name, signed by itself.</summary>
    /// <returns>Its thumbprint.</returns>
    Task<string> MakeCertificateAsync(string name, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes a certificate and its key.</summary>
    Task RemoveCertificateAsync(string thumbprint, CancellationToken cancellationToken);

    /// <summary>Puts the listener in the place of the one that is there; null: takes it away.</summary>
    Task SetListenerAsync(WinRmListener? listener, CancellationToken cancellationToken);

    /// <summary>Says whether a user name and password in base64 are taken.</summary>
    Task SetBasicAsync(bool isAllowed, CancellationToken cancellationToken);

    /// <summary>Puts the rule in the place of the one that is there; null: takes it away.</summary>
    Task SetRuleAsync(WinRmRule? rule, CancellationToken cancellationToken);
}

/// <summary>Windows Remote Management as it stands.</summary>
/// <param name="Certificates">Those that this step made.</param>
public sealed record WinRmFacts(
    WinRmListener? Listener, IReadOnlyList<WinRmCertificate> Certificates, bool AllowsBasic, WinRmRule? Rule)
{
    /// <summary>Of a service that does not run.</summary>
    public static WinRmFacts None { get; } = new(null, [], AllowsBasic: false, null);
}

/// <summary>The listener over TLS at all addresses.</summary>
public sealed record WinRmListener(int Port, string Thumbprint);

/// <summary>A certificate that this step made.</summary>
/// <param name="Name">The machine's name, which clients check.</param>
public sealed record WinRmCertificate(string Thumbprint, string Name, DateTimeOffset Ends)
{
    /// <summary>When one that is made now ends.</summary>
    internal static DateTimeOffset EndOf(DateTimeOffset now) => now.AddYears(3);
}

/// <summary>The rule of the firewall that this step made.</summary>
/// <param name="IsForAll">Whether it holds in all networks; else in those of a domain and private ones.</param>
public sealed record WinRmRule(int Port, bool IsForAll);
