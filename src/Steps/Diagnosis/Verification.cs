namespace OpenLaunch.Steps.Diagnosis;

/// <summary>One thing that must work once the network is mended.</summary>
/// <param name="What">The thing: <c>metadata</c>, <c>KMS</c>, <c>activation</c>.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Evidence">What was seen, or why it is not needed.</param>
public sealed record Verification(string What, VerificationState State, string Evidence);

/// <summary>Whether something works.</summary>
public enum VerificationState
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It does not work.</summary>
    Fails,

    /// <summary>This machine does not need it.</summary>
    NotNeeded,
}
