using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Another form of configuration that becomes a plan, such as another agent's file.</summary>
internal interface IPlanDialect
{
    /// <summary>What a document of this form holds, behind "no": <c>agent-config.yml, which holds …</c>.</summary>
    string Form { get; }

    /// <summary>Whether a document has this form.</summary>
    bool Reads(MapReader root);

    /// <summary>Reads a document of this form. What is wrong is noted; the configuration is then not used.</summary>
    LaunchConfiguration Read(MapReader root, StepCatalogue catalogue, ConfigurationErrors errors);
}
