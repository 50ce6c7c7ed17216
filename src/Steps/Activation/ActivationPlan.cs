using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>What has to be done for Windows to be activated.</summary>
internal sealed record ActivationPlan(string? SkipReason, IReadOnlyList<ActivationEdit> Edits);

/// <summary>One act of activation: a closed set.</summary>
internal abstract record ActivationEdit
{
    private ActivationEdit()
    {
    }

    /// <summary>The act in words, for the journal and <c>repair</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Windows gets a product key that a KMS serves.</summary>
    public sealed record InstallKey(string Edition, string Key) : ActivationEdit
    {
        public override string Description => $"install the public KMS client key of {Edition}";
    }

    /// <summary>Windows gets another KMS host.</summary>
    public sealed record SetKms(IPAddress Server, string? Old) : ActivationEdit
    {
        public override string Description => $"set the KMS host to {KmsHosts.Write(Server)}, port {KmsHosts.Port} (was {Old ?? "none"})";
    }

    /// <summary>Windows asks the KMS now.</summary>
    public sealed record Activate(string Why) : ActivationEdit
    {
        public override string Description => $"activate Windows ({Why})";
    }
}
