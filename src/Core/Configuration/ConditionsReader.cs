using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>when:</c>.</summary>
internal static class ConditionsReader
{
    private const string BuildForm = "must be a build such as 20348 or 20348.2849, or one with >=, <=, > or < before it";

    public static RunConditions? Read(MapReader? section)
    {
        if (section is null)
            return null;
        var build = section.Text("osBuild");
        if (build is not null && !OsBuildCondition.TryParse(build, out _))
            section.Refuse("osBuild", BuildForm);
        var conditions = new RunConditions
        {
            InstanceType = section.Texts("instanceType"),
            Tag = Tags(section),
            OsBuild = build,
            FirstBoot = section.Flag("firstBoot"),
        };
        section.RefuseOtherKeys();
        return conditions;
    }

    private static Dictionary<string, string> Tags(MapReader section)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (section.Node("tag") is MapNode map)
        {
            foreach (var entry in map.Entries)
                tags[entry.Key] = section.TextOf(entry.Value, $"tag.{Wording.Short(entry.Key)}") ?? "";
        }
        else
        {
            section.Section("tag");
        }

        return tags;
    }
}
