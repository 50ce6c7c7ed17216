using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>What has to be done for Windows to be activated.</summary>
/// <param name="SkipReason">Why nothing is to be done here at all; null otherwise.</param>
/// <param name="Edits">The acts in order; empty when all is well.</param>
public sealed record ActivationPlan(string? SkipReason, IReadOnlyList<ActivationEdit> Edits);

/// <summary>One act of activation: a closed set.</summary>
public abstract record ActivationEdit
{
    private ActivationEdit()
    {
    }

    /// <summary>The act in words, for the journal and <c>repair</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Windows gets a product key that a KMS serves.</summary>
    /// <param name="Edition">The edition.</param>
    /// <param name="Key">The public client key.</param>
    public sealed record InstallKey(string Edition, string Key) : ActivationEdit
    {
        /// <inheritdoc/>
        public override string Description => $"install the public KMS client key of {Edition}";
    }

    /// <summary>Windows gets another KMS host.</summary>
    /// <param name="Server">The host.</param>
    /// <param name="Old">The host and port so far, or null.</param>
    public sealed record SetKms(IPAddress Server, string? Old) : ActivationEdit
    {
        /// <inheritdoc/>
        public override string Description => $"set the KMS host to {Server}, port {KmsAddresses.Port} (was {Old ?? "none"})";
    }

    /// <summary>Windows asks the KMS now.</summary>
    /// <param name="Why">What makes it necessary, as a clause.</param>
    public sealed record Activate(string Why) : ActivationEdit
    {
        /// <inheritdoc/>
        public override string Description => $"activate Windows ({Why})";
    }
}
