using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>User data is told about by lines alone: columns mean little in a text that was packed.</summary>
internal static class NodeLines
{
    extension(YamlNode node)
    {
        /// <summary>The line that it begins on, from 1.</summary>
        public int Line => node.Position.Line;
    }

    extension(MapEntry entry)
    {
        /// <summary>The key's line, from 1.</summary>
        public int Line => entry.Position.Line;
    }
}
