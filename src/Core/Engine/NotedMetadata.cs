using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>The metadata client as one call of a step has it: what the step asks for, and how long that took, is noted.</summary>
internal sealed class NotedMetadata(IMetadataClient client, TimeProvider time) : IMetadataClient
{
    private const int Most = 50; // of a line of the journal; a step that asks again and again does not need all of them told

    private readonly long created = time.GetTimestamp();
    private readonly Lock gate = new();
    private readonly List<MetadataRequest> requests = [];

    public MetadataProtocol Protocol => client.Protocol;

    /// <summary>What was asked for so far, in the order of the answers.</summary>
    public IReadOnlyList<MetadataRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken) =>
        NoteAsync("api/token", async () =>
        {
            await client.WaitAsync(progress, cancellationToken);
            return true;
        });

    public Task<string?> GetAsync(string path, CancellationToken cancellationToken) =>
        NoteAsync(path, () => client.GetAsync(path, cancellationToken));

    public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) =>
        NoteAsync("user-data", () => client.GetUserDataAsync(cancellationToken));

    private async Task<T> NoteAsync<T>(string path, Func<Task<T>> ask)
    {
        var started = time.GetTimestamp();
        var result = "failed";
        try
        {
            var answer = await ask();
            result = answer is null ? "absent" : "found";
            return answer;
        }
        catch (Exception exception)
        {
            result = exception switch
            {
                MetadataUnreachableException => "unreachable",
                MetadataDisabledException => "disabled",
                OperationCanceledException => "cancelled",
                _ => "failed",
            };
            throw;
        }
        finally
        {
            var (after, took) = (time.GetElapsedTime(created, started), time.GetElapsedTime(started));
            lock (gate)
            {
                if (requests.Count < Most)
                    requests.Add(new(path, (long)after.TotalMilliseconds, (long)took.TotalMilliseconds, result));
            }
        }
    }
}
