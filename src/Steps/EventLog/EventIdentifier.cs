using System.Collections.Frozen;

namespace OpenLaunch.Steps.EventLog;

/// <summary>
/// The event identifiers of EC2Launch v2 (EC2 User Guide, "Troubleshoot EC2Launch v2", event identifiers), so that alarms
/// made for it go on working: stage, task and severity in one decimal number.
/// </summary>
internal static class EventIdentifier
{
    private const int Service = 0;

    private static readonly FrozenDictionary<string, int> BaseOfStep = new Dictionary<string, int>
    {
        ["waitForSysprep"] = 200,
        ["waitForMetadata"] = 400,
        ["extendRootPartition"] = 1010,
        ["addRoutes"] = 2010,
        ["activateWindows"] = 3010,
        ["keepMonitorOn"] = 3030,
        ["setHibernation"] = 3040,
        ["setAdminAccount"] = 3050,
        ["setDnsSuffix"] = 3060,
        ["setWallpaper"] = 3070,
        ["registerBootTask"] = 3080,
        ["showInstanceInfo"] = 3090,
        ["enableOpenSsh"] = 3100,
        ["announceReady"] = 5000,
        ["setHostName"] = 6030,
        ["executeProgram"] = 6040,
        ["executeScript"] = 6050,
        ["initializeVolume"] = 6070,
        ["writeFile"] = 6080,
        ["startSsm"] = 6090,
        ["enableJumboFrames"] = 6110,
        ["runUserData"] = 7050,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The identifier of an event of a step; a step that EC2Launch v2 does not have counts as the service.</summary>
    public static int Of(string? step, EventSeverity severity) =>
        (step is null ? Service : BaseOfStep.GetValueOrDefault(step, Service)) + (int)severity;
}
