using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>How activation stands, and whether it can be renewed.</summary>
internal static class DiagnosisOfLicence
{
    private const string Subject = "licence";

    public static IEnumerable<Finding> Of(MachineFacts facts)
    {
        if (facts.Activation.Value is not { } state)
        {
            return
            [
                new(Severity.Warning, Subject, "The licence status cannot be read", facts.Activation.Problem ?? "",
                    "cscript.exe //nologo %windir%\\system32\\slmgr.vbs /dlv"),
            ];
        }

        var reach = facts.Kms.Value ?? new([]);
        var plan = ActivationPlanner.Plan(state, facts.Billing, reach);
        return plan.SkipReason is { } reason
            ? [new(Severity.Info, Subject, $"Windows is {Word(state)}, and not activated through EC2", reason)]
            : [Status(state, plan), Key(state), Host(state), Reach(reach)];
    }

    private static Finding Status(ActivationState state, ActivationPlan plan)
    {
        var left = state.Remaining is { } remaining
            ? $"{(int)remaining.TotalDays} days left"
            : "";
        if (state.Status != LicenceStatus.Licensed)
        {
            var reason = state.Reason is { } code ? LicensingError.InWords(code) : "";
            return new(
                Severity.Error, Subject, $"Windows is not activated: {Word(state)}",
                string.Join(", ", new[] { reason, left }.Where(part => part.Length > 0)), Finding.Repair);
        }

        return plan.Edits.Any(edit => edit is ActivationEdit.Activate)
            ? new(
                Severity.Warning, Subject, "Windows is activated, but has not been able to renew that for months", left,
                Finding.Repair)
            : new(Severity.Info, Subject, "Windows is activated", left);
    }

    /// <summary>What <c>slmgr /dlv</c> tells of edition and key.</summary>
    private static Finding Key(ActivationState state) => state.KeyChannel is null
        ? new(Severity.Warning, Subject, "Windows has no product key", state.Edition ?? "", Finding.Repair)
        : new(
            Severity.Info, Subject, $"The product key is {state.KeyChannel}",
            string.Join(
                ", ", new[] { state.KeyEnding is { } ending ? $"ends in {ending}" : null, state.Edition }.OfType<string>()));

    private static string Word(ActivationState state) => ActivationPlanner.Word(state.Status);

    private static Finding Host(ActivationState state)
    {
        var host = state.KmsServer is null
            ? state.KmsServerInDns is { } found
                ? $"none is set: {found}, found in DNS"
                : "none: Windows looks for one in DNS"
            : $"{state.KmsServer}, port {state.KmsPort ?? KmsHosts.Port}";
        return KmsHosts.IsOfEc2(state.KmsServer)
            ? new(Severity.Info, Subject, "The KMS host is one of EC2's", host)
            : new(Severity.Warning, Subject, "The KMS host is not EC2's", host, Finding.Repair);
    }

    private static Finding Reach(KmsReach reach) => reach.Opened.Count == 0
        ? new(Severity.Error, "KMS", "No key management service answers", $"tried {KmsHosts.Tried}", Finding.Repair)
        : new(
            Severity.Info, "KMS", "A key management service answers",
            string.Join(", ", Ec2Addresses.Kms.Select(address =>
                $"{address} {(reach.Opened.Contains(address) ? "opens" : "does not open")}")));
}
