using System.Globalization;
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

    /// <summary>Plans.</summary>
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
            string.Create(CultureInfo.InvariantCulture, $"its activation ends in {(int)remaining.TotalDays} days"),
        _ => null,
    };

    /// <summary>The status as a word in messages.</summary>
    public static string Word(LicenceStatus status) => status.ToString().ToLowerInvariant();

    private static string? Old(ActivationState state) => state.KmsServer is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"{state.KmsServer}, port {state.KmsPort ?? KmsHosts.Port}");
}
