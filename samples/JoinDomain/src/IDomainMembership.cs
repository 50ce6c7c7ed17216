namespace Contoso.JoinDomain;

/// <summary>The domain that the machine belongs to.</summary>
public interface IDomainMembership
{
    /// <summary>The domain in force since the last start, or null for a workgroup.</summary>
    string? Current { get; }

    /// <summary>Joins a domain, under the computer's pending name if it has one. It takes effect at the next start.</summary>
    /// <param name="inputs">The domain and the account.</param>
    void Join(JoinDomainInputs inputs);
}
