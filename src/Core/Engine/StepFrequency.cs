namespace OpenLaunch.Core.Engine;

/// <summary>How often a plan entry runs. The journal decides, not a marker file on disk.</summary>
public enum StepFrequency
{
    /// <summary>At each run. For steps that compare and change only what differs.</summary>
    Always,

    /// <summary>Once under each instance id, so an image cut from a configured instance starts afresh.</summary>
    PerInstance,

    /// <summary>Once for as long as the journal exists, whatever instance the disk is attached to.</summary>
    Once,
}
