namespace OpenLaunch.Core.Engine;

/// <summary>The inputs of a step that takes none.</summary>
public sealed record NoInputs;
