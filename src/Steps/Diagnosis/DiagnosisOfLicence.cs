using System.Globalization;
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
            : [Status(state, plan, facts.Now), Key(state), Host(state), Reach(reach), Latest(facts.LastKms, state, reach)];
    }

    private static Finding Status(ActivationState state, ActivationPlan plan, DateTimeOffset now)
    {
        if (state.Status != LicenceStatus.Licensed)
        {
            var reason = state.Reason is { } code ? LicensingError.InWords(code) : "";
            return new(
                Severity.Error, Subject, $"Windows is not activated: {Word(state)}", Joined(reason, End(state, now)),
                Finding.Repair);
        }

        if (plan.Edits.Any(edit => edit is ActivationEdit.Activate))
        {
            return new(
                Severity.Warning, Subject, "Windows is activated, but has not been able to renew that for months",
                End(state, now), Finding.Repair);
        }

        return new(
            Severity.Info, Subject, "Windows is activated",
            state is { Remaining: null, EvaluationEnds: null } ? "without an end" : End(state, now));
    }

    /// <summary>Until when it holds, as a date too: days are counted from when they are read.</summary>
    private static string End(ActivationState state, DateTimeOffset now) => Joined(
        state.Remaining is { } left
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalDays} days left, until {now + left:yyyy-MM-dd}")
            : "",
        state.EvaluationEnds is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"an edition for evaluation, which ends on {end:yyyy-MM-dd}")
            : "");

    private static string Joined(params IEnumerable<string?> parts) =>
        string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>What <c>slmgr /dlv</c> tells of edition and key.</summary>
    private static Finding Key(ActivationState state) => state.KeyChannel is null
        ? new(Severity.Warning, Subject, "Windows has no product key", state.Edition ?? "", Finding.Repair)
        : new(
            Severity.Info, Subject, $"The product key is {state.KeyChannel}",
            Joined(state.KeyEnding is { } ending ? $"ends in {ending}" : null, state.Edition));

    private static string Word(ActivationState state) => ActivationPlanner.Word(state.Status);

    private static Finding Host(ActivationState state)
    {
        var host = state.KmsServer is null
            ? state.KmsServerInDns is { } found
                ? $"none is set: {found}, found in DNS"
                : "none: Windows looks for one in DNS"
            : $"{state.KmsServer}, port {state.KmsPort ?? KmsHosts.Port}, from the registry";
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

    /// <summary>Windows asks again by itself; that counts as wrong only where nobody could answer it.</summary>
    private static Finding Latest(Fact<KmsExchange?> fact, ActivationState state, KmsReach reach)
    {
        const string subject = "KMS";
        if (fact.Problem is { } problem)
            return new(Severity.Info, subject, "What the KMS last answered cannot be read", problem);
        if (fact.Value is not { } last)
            return new(Severity.Info, subject, "Windows has noted no request to a KMS yet");
        var result = last.Code is { } code ? LicensingError.InWords(code) : "no code";
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{last.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {result}");
        if (last is { IsAnswer: true, Code: 0 })
            return new(Severity.Info, subject, "The KMS has answered Windows", evidence);
        var severity = state.Status == LicenceStatus.Licensed && reach.Opened.Count > 0 ? Severity.Info : Severity.Warning;
        return new(
            severity, subject,
            last.IsAnswer ? "The KMS last refused to activate Windows" : "Windows last asked a KMS and got no answer",
            evidence, severity == Severity.Info ? null : Finding.Repair);
    }
}
