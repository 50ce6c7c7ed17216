using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Tests.Documents;

/// <summary>Looks at the errors that a document brings.</summary>
internal static class ConfigurationAssert
{
    /// <summary>Every error as <c>line:column: message</c>.</summary>
    public static IReadOnlyList<string> Errors(Action read)
    {
        var exception = Assert.Throws<ConfigurationException>(read);
        Assert.All(exception.Errors, error => Assert.Equal("test.yml", error.File));
        return [.. exception.Errors.Select(e => $"{e.Position.Line}:{e.Position.Column}: {e.Message}")];
    }

    /// <summary>The one error.</summary>
    public static string Error(Action read) => Assert.Single(Errors(read));
}
