using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Configuration;

/// <summary>The names of a plan's entries: keys of the journal, so each stands for one entry.</summary>
internal sealed class EntryNames(ConfigurationErrors errors)
{
    private const string Form = "must be 1 to 100 characters without commas, line ends and outer spaces";
    private const string Remedy = "give this entry another 'name:'";

    private readonly Dictionary<string, YamlNode> taken = new(StringComparer.Ordinal);

    public bool Has(string name) => taken.ContainsKey(name);

    /// <summary>Takes a name for the entry at a node, or notes why it cannot be had.</summary>
    public void Take(string name, YamlNode node)
    {
        if (!IsName(name))
            errors.Add(node.Position, $"name: {Wording.Quote(name)} {Form}");
        else if (taken.TryGetValue(name, out var other))
            errors.Add(node.Position, $"the name {Wording.Quote(name)} is taken by line {other.Position.Line}; {Remedy}");
        else
            taken.Add(name, node);
    }

    // A comma would part the name in "--only a,b".
    private static bool IsName(string name)
    {
        if (name.Length is 0 or > ConfigurationLimits.LongestName || name[0] == ' ' || name[^1] == ' ')
            return false;
        foreach (var character in name)
        {
            if (character is ',' or '\u2028' or '\u2029' || char.IsControl(character))
                return false;
        }

        return true;
    }
}
