namespace OpenLaunch.Core.Documents;

/// <summary>A YAML document that was read.</summary>
/// <param name="File">Its name as the user gave it.</param>
/// <param name="Root">Its one value.</param>
public sealed record YamlDocument(string File, YamlNode Root);
