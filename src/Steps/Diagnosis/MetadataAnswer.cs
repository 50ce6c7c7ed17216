using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>How the metadata service answered.</summary>
internal sealed record MetadataAnswer(MetadataState State, string Evidence, string? InstanceId = null)
{
    /// <summary>Asks for the instance id.</summary>
    public static async Task<MetadataAnswer> AskAsync(IMetadataClient metadata, CancellationToken cancellationToken)
    {
        try
        {
            var id = (await metadata.GetAsync("meta-data/instance-id", cancellationToken))?.Trim();
            return metadata.Protocol == MetadataProtocol.V1
                ? new(MetadataState.AnswersWithoutToken, $"answers without a session token only, as {id ?? "no instance"}", id)
                : new(MetadataState.Answers, $"answers with a session token, as {id ?? "no instance"}", id);
        }
        catch (MetadataDisabledException disabled)
        {
            return new(MetadataState.Disabled, disabled.Message);
        }
        catch (MetadataFailedException failed)
        {
            return new(MetadataState.Failing, failed.Message);
        }
        catch (MetadataUnreachableException unreachable)
        {
            return new(StateOf(unreachable.Cause), unreachable.Message);
        }
    }

    private static MetadataState StateOf(UnreachableCause cause) => cause switch
    {
        UnreachableCause.NoRoute => MetadataState.NoRoute,
        UnreachableCause.Refused => MetadataState.Refused,
        _ => MetadataState.TimedOut,
    };
}

/// <summary>The ways in which the metadata service answers, or does not.</summary>
internal enum MetadataState
{
    /// <summary>It answers.</summary>
    Answers,

    /// <summary>It answers, but to version 1 only.</summary>
    AnswersWithoutToken,

    /// <summary>It is turned off, which is a legitimate setting.</summary>
    Disabled,

    /// <summary>It answers with nothing of use.</summary>
    Failing,

    /// <summary>No way leads to it.</summary>
    NoRoute,

    /// <summary>Its address refuses connections.</summary>
    Refused,

    /// <summary>Nothing comes back.</summary>
    TimedOut,
}
