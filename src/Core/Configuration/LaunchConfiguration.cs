using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;

namespace OpenLaunch.Core.Configuration;

/// <summary>A configuration document, read and checked: what to run and with which services.</summary>
public sealed record LaunchConfiguration
{
    /// <summary>The steps to run.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The <c>metadata:</c> section.</summary>
    public MetadataSettings Metadata { get; init; } = new();

    /// <summary>The <c>console:</c> section.</summary>
    public ConsoleSettings Console { get; init; } = new();

    /// <summary>The <c>log:</c> section.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>What the document says without effect, or leaves to be guessed. Default: nothing.</summary>
    public IReadOnlyList<ConfigurationError> Warnings { get; init; } = [];

    /// <summary>The <c>extensions:</c> section: the assemblies that the plan's custom steps are in.</summary>
    public IReadOnlyList<ExtensionReference> Extensions { get; init; } = [];
}

/// <summary>The <c>metadata:</c> section. Endpoint and proxy are never configured: the endpoint is link-local.</summary>
public sealed record MetadataSettings
{
    /// <summary>How long a run waits for the metadata service in all. Default: 5 minutes; 1 second to 1 hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether version 1, without a session token, may be used where version 2 is refused. Default: false.</summary>
    public bool AllowV1 { get; init; }
}

/// <summary>The <c>log:</c> section.</summary>
public sealed record LogSettings
{
    /// <summary>Whether the log is written as JSON too, an object a line, to a file beside the text. Default: false.</summary>
    public bool Json { get; init; }
}

/// <summary>The <c>console:</c> section.</summary>
public sealed record ConsoleSettings
{
    /// <summary>The serial port, e.g. <c>COM1</c>, or <c>auto</c> for the one that the firmware names. Default: auto.</summary>
    public string Port { get; init; } = "auto";

    /// <summary>Whose wording and order the lines have. Default: v1; v2 for an <c>agent-config.yml</c>.</summary>
    public ConsoleStyle Style { get; init; }

    /// <summary>The topics that are written: <c>info</c>, <c>password</c>, <c>ready</c>. Default: all three.</summary>
    public IReadOnlyList<string> Include { get; init; } = ["info", "password", "ready"];
}
