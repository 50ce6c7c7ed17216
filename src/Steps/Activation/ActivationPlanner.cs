using System.Net;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Activation;

/// <summary>Compares how activation stands with how it should.</summary>
internal static class ActivationPlanner
{
    /// <summary>
    /// Windows renews a KMS activation by itself each week, for 180 days. With less than this left, months of renewals failed
    /// (Microsoft, "Key Management Services (KMS) activation planning").
    /// </summary>
    public static readonly TimeSpan RenewBelow = TimeSpan.FromDays(30);

    public static ActivationPlan Plan(ActivationState state, Billing billing, KmsReach reach)
    {
        if (WhyNot(state, billing) is { } reason)
            return new(reason, []);
        var edits = new List<ActivationEdit>();
        if (!IsRight(state, reach))
            edits.Add(new ActivationEdit.SetKms(reach.Opened.FirstOrDefault(Ec2Addresses.Kms[0]), Old(state)));
        if (WhyActivate(state) is { } why)
        {
            if (state.KeyChannel is { } channel && !channel.StartsWith("Volume", StringComparison.OrdinalIgnoreCase)
                && KmsClientKeys.Find(state.Build, state.Edition) is { } key)
            {
                edits.Insert(0, new ActivationEdit.InstallKey(state.Edition!, key));
            }

            edits.Add(new ActivationEdit.Activate(why));
        }

        return new(null, edits);
    }

    /// <summary>Whether nothing is to be done whoever pays for the licence and whichever KMS answers.</summary>
    public static bool IsSettled(ActivationState state) => WhyActivate(state) is null && IsRight(state, new KmsReach([]));

    private static string? WhyNot(ActivationState state, Billing billing) => billing switch
    {
        Billing.OwnLicence => "the licence is the owner's own (BYOL), so EC2's KMS does not serve it",
        Billing.Unknown when state.KmsServer is { } server && !KmsHosts.IsOfEc2(server) =>
            $"the KMS host {server} is not EC2's, and metadata does not tell whether the licence is the owner's own",
        _ => null,
    };

    /// <summary>The host in place stays, unless another one answers and this one does not while Windows needs it.</summary>
    private static bool IsRight(ActivationState state, KmsReach reach)
    {
        if (!KmsHosts.IsOfEc2(state.KmsServer) || (state.KmsPort ?? KmsHosts.Port) != KmsHosts.Port)
            return false;
        return WhyActivate(state) is null || reach.Opened.Count == 0
            || reach.Opened.Any(address => address.Equals(KmsHosts.Read(state.KmsServer)));
    }

    private static string? WhyActivate(ActivationState state) => state switch
    {
        { Status: not LicenceStatus.Licensed } => $"its licence status is {Word(state.Status)}",
        { Remaining: { } remaining } when remaining < RenewBelow =>
            $"its activation ends in {(int)remaining.TotalDays} days",
        _ => null,
    };

    /// <summary>The status as a word in messages.</summary>
    public static string Word(LicenceStatus status) => status.ToString().ToLowerInvariant();

    private static string? Old(ActivationState state) => state.KmsServer is null ? null
        : $"{state.KmsServer}, port {state.KmsPort ?? KmsHosts.Port}";
}

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
        public override string Description =>
            $"set the KMS host to {KmsHosts.Write(Server)}, port {KmsHosts.Port} (was {Old ?? "none"})";
    }

    /// <summary>Windows asks the KMS now.</summary>
    public sealed record Activate(string Why) : ActivationEdit
    {
        public override string Description => $"activate Windows ({Why})";
    }
}
