namespace OpenLaunch.Core.Journal;

/// <summary>Which instance this is, as far as it is known.</summary>
/// <param name="InstanceId">The instance id, or null when neither metadata nor the journal tells it.</param>
/// <param name="MachineId">The machine's identity, which needs no metadata.</param>
/// <param name="FromMetadata">Whether metadata confirmed the id in this run; otherwise it is the last known one.</param>
public sealed record InstanceIdentity(string? InstanceId, string MachineId, bool FromMetadata);
