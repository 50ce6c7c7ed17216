using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Extensions;

/// <summary>One assembly of custom steps, as <c>extensions:</c> lists it.</summary>
/// <param name="Path">The file, as written; a relative one is meant from the document's folder.</param>
/// <param name="Sha256">The SHA-256 that the file must have, 64 hexadecimal digits, or null for any.</param>
/// <param name="Position">Where it is listed.</param>
public sealed record ExtensionReference(string Path, string? Sha256, SourcePosition Position);
