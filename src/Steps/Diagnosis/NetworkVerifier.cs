using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Finds out whether what the routes are for works: metadata, the key management service, activation.</summary>
internal sealed class NetworkVerifier(IMetadataClient metadata, ActivationDrift activation, IKmsProbe probe, TimeProvider time)
{
    public async Task<IReadOnlyList<Verification>> VerifyAsync(string? noActivation, CancellationToken cancellationToken)
    {
        var answer = MetadataAnswer.AskAsync(metadata, cancellationToken);
        if (noActivation is not null)
        {
            return
            [
                OfMetadata(await answer),
                new("KMS", VerificationState.NotNeeded, noActivation),
                new("activation", VerificationState.NotNeeded, noActivation),
            ];
        }

        var reach = await KmsHosts.FindReachAsync(probe, cancellationToken);
        var state = activation.Latest
            ?? await new FactReader(time).ReadAsync(activation.ReadStateAsync, cancellationToken);
        return [OfMetadata(await answer), OfKms(reach), OfActivation(state)];
    }

    private static Verification OfMetadata(MetadataAnswer answer) => new(
        "metadata",
        answer.State switch
        {
            MetadataState.Answers or MetadataState.AnswersWithoutToken => VerificationState.Works,
            MetadataState.Disabled => VerificationState.NotNeeded,
            _ => VerificationState.Fails,
        },
        answer.Evidence);

    private static Verification OfKms(KmsReach reach) => reach.Opened.Count == 0
        ? new("KMS", VerificationState.Fails, $"none answers: tried {KmsHosts.Tried}")
        : new("KMS", VerificationState.Works, $"{string.Join(" and ", reach.Opened)} on TCP {KmsHosts.Port}");

    private static Verification OfActivation(Fact<ActivationState> fact)
    {
        if (fact.Value is not { } state)
            return new("activation", VerificationState.Fails, fact.Problem ?? "not known");
        var remaining = state.Remaining is { } left
            ? $" for {(int)left.TotalDays} days"
            : "";
        return new(
            "activation",
            state.Status == LicenceStatus.Licensed ? VerificationState.Works : VerificationState.Fails,
            $"{ActivationPlanner.Word(state.Status)}{remaining}, KMS host {state.KmsServer ?? "not set"}");
    }
}

/// <summary>One thing that must work once the network is mended.</summary>
internal sealed record Verification(string What, VerificationState State, string Evidence);

/// <summary>Whether something works.</summary>
internal enum VerificationState
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It does not work.</summary>
    Fails,

    /// <summary>This machine does not need it.</summary>
    NotNeeded,
}
