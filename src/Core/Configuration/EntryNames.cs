namespace OpenLaunch.Core.Configuration;

/// <summary>The names of a plan's entries: keys of the journal, so each stands for one entry.</summary>
internal sealed class EntryNames(ConfigurationErrors errors)
{
    private const string Form = "must be 1 to 100 characters without commas, line ends and outer spaces";
    private const string Remedy = "add another 'name:'";

    private readonly Dictionary<string, SourcePosition> taken = new(StringComparer.Ordinal);

    public bool Has(string name) => taken.ContainsKey(name);

    public void Take(string name, SourcePosition position)
    {
        if (!IsName(name))
            errors.Add(position, $"name: {Wording.Quote(name)} {Form}");
        else if (!taken.TryAdd(name, position))
            errors.Add(position, $"the name {Wording.Quote(name)} is taken by the entry on line {taken[name].Line}; {Remedy}");
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
