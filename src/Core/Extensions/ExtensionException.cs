namespace OpenLaunch.Core.Extensions;

/// <summary>An assembly cannot be used as an extension; the loader adds where it is listed.</summary>
/// <param name="message">What is wrong with it and what to do; a clause that follows the file's name.</param>
internal sealed class ExtensionException(string message) : Exception(message);
