namespace OpenLaunch.Core.Documents;

/// <summary>Where something stands in a document.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
public readonly record struct SourcePosition(int Line, int Column);
