using System.Text.Json;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Notify;

/// <summary>What is told.</summary>
/// <param name="Failed">The entries that failed before, in their order.</param>
internal sealed record NotificationMessage(
    string? InstanceId, string Run, DateTimeOffset Time, bool IsSuccess, IReadOnlyList<string> Failed)
{
    public string Word => IsSuccess ? "success" : "failure";

    public byte[] Json
    {
        get
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                json.WriteNumber("schema", 1);
                json.WriteString("status", Word);
                json.WriteString("instanceId", InstanceId);
                json.WriteString("run", Run);
                json.WriteString("time", Time.UtcDateTime);
                json.WriteStartArray("failed");
                foreach (var name in Failed)
                    json.WriteStringValue(name);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            return bytes.ToArray();
        }
    }
}

/// <summary>What the journal holds of the run that is under way.</summary>
/// <param name="stateFolder">The folder of the journal.</param>
internal sealed class RunSoFar(string stateFolder)
{
    /// <summary>The entries that failed; none where the journal cannot be read, or in a dry run.</summary>
    public IReadOnlyList<string> FailedIn(string run)
    {
        try
        {
            return [.. JournalContent.Read(Path.Combine(stateFolder, JournalFile.FileName)).Records
                .Where(record => record is { Kind: JournalRecordKind.Outcome, Outcome: "failed", Name: not null })
                .Where(record => record.Run == run)
                .Select(record => record.Name!)];
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>A target was not told; says why, without a secret.</summary>
internal sealed class NotificationException(string message, bool mayPass = false) : Exception(message)
{
    /// <summary>Whether another attempt may go better.</summary>
    public bool MayPass { get; } = mayPass;
}
