using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.UserData;

/// <summary>Gives the user data: from metadata, or, where that does not answer, what was kept for every boot.</summary>
internal sealed class UserDataSource(LastUserData last)
{
    /// <returns>The bytes; empty when the instance has none.</returns>
    /// <exception cref="MetadataException">Metadata does not answer, and nothing is kept.</exception>
    public async Task<byte[]> ReadAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Metadata.GetUserDataAsync(cancellationToken) ?? [];
        }
        catch (MetadataException exception) when (
            exception is not MetadataDisabledException && last.Find(context.InstanceId) is not null)
        {
            const string Message = "the metadata service does not answer, so the user data that was kept for every boot is used";
            context.Logger.LogWarning("{Message}: {Error}", Message, exception.Message);
            context.Report(Message);
            return last.Find(context.InstanceId)!;
        }
    }

    /// <summary>The instance that has given the user data: the step may have begun before the run knew which one it is.</summary>
    public static async Task<string?> OwnerAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Metadata.GetInstanceIdAsync(cancellationToken) ?? context.InstanceId;
        }
        catch (MetadataException)
        {
            return context.InstanceId; // metadata has not given it: what was kept is kept again
        }
    }

    /// <summary>Keeps the user data for the next boot, or forgets what was kept.</summary>
    /// <param name="context">The step's context; a dry run keeps and forgets nothing.</param>
    /// <param name="owner">The instance that has given it.</param>
    /// <param name="isForEveryBoot">Whether it asks to be run at every boot.</param>
    public void Keep(StepContext context, string? owner, byte[] userData, bool isForEveryBoot)
    {
        if (context.DryRun)
            return;
        if (isForEveryBoot)
            last.Keep(owner, userData);
        else
            last.Forget();
    }
}
