using System.Globalization;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Reads cloud-config's <c>users</c>, <c>groups</c> and <c>ssh_authorized_keys</c>. A wrong entry costs that entry.</summary>
internal sealed partial class UserRequestReader(ProblemList problems)
{
    /// <summary>The keys of a user that have a counterpart on Windows.</summary>
    public static readonly string[] UserKeys =
    [
        "name", "gecos", "primary_group", "groups", "passwd", "plain_text_passwd", "inactive", "expiredate",
        "ssh_authorized_keys",
    ];

    // cloud-init's first entry: the user that the image has. On Windows that is the administrator, whom other steps care for.
    private const string ImageUser = "default";

    /// <summary>The users that are to be.</summary>
    public IReadOnlyList<UserInputs> Users(YamlNode? node) =>
        [.. Items(node).Select(User).OfType<UserInputs>()];

    /// <summary>The groups that are to be: a list of names and of mappings from name to members, such a mapping, or a text.</summary>
    public IReadOnlyList<GroupInputs> Groups(YamlNode? node) => node is ScalarNode
        ? [.. Names(node, "groups", AccountRules.GroupNameProblem).Select(name => new GroupInputs { Name = name })]
        : [.. Items(node).SelectMany(Group)];

    /// <summary>Public keys, one line each.</summary>
    public IReadOnlyList<string> Keys(YamlNode? node)
    {
        var keys = new List<string>();
        foreach (var item in Items(node))
        {
            if (item is ScalarNode { IsNull: false, IsBinary: false } key && AccountRules.IsKey(key.Text.Trim()))
                keys.Add(key.Text.Trim());
            else
                problems.Error(item.Line, "ssh_authorized_keys: a key must be one line, as in a file of public keys.");
        }

        return keys;
    }

    private static IReadOnlyList<YamlNode> Items(YamlNode? node) => node switch
    {
        null or ScalarNode { IsNull: true } => [],
        ListNode list => list.Items,
        _ => [node],
    };

    private UserInputs? User(YamlNode node)
    {
        if (node is ScalarNode { IsNull: false } bare)
            return bare.Text == ImageUser ? null : Name(bare.Text, bare.Line, "users", AccountRules.UserNameProblem) is { } only
                ? new() { Name = only }
                : null;
        if (node is not MapNode map || map.Find("name") is not ScalarNode { IsNull: false } name)
        {
            problems.Error(node.Line, "users: the key 'name' is required.");
            return null;
        }

        if (Name(name.Text, name.Line, "users", AccountRules.UserNameProblem) is not { } user)
            return null;
        var groups = Names(map.Find("primary_group"), "users", AccountRules.GroupNameProblem)
            .Concat(Names(map.Find("groups"), "users", AccountRules.GroupNameProblem));
        return new UserInputs
        {
            Name = user,
            FullName = Text(map, "gecos"),
            Groups = [.. groups.Distinct(StringComparer.OrdinalIgnoreCase)],
            Password = Password(map),
            Enabled = Enabled(map.Find("inactive")),
            ExpiresOn = Expiry(map.Find("expiredate")),
            AuthorizedKeys = Keys(map.Find("ssh_authorized_keys")),
        };
    }

    private IEnumerable<GroupInputs> Group(YamlNode node) => node is MapNode map
        ? map.Entries
            .Where(entry => Name(entry.Key, entry.Line, "groups", AccountRules.GroupNameProblem) is not null)
            .Select(entry => new GroupInputs
            {
                Name = entry.Key,
                Members = Names(entry.Value, "groups", AccountRules.UserNameProblem),
            })
        : Names(node, "groups", AccountRules.GroupNameProblem).Select(name => new GroupInputs { Name = name });

    private SecretText? Password(MapNode map)
    {
        var node = map.Find("passwd") ?? map.Find("plain_text_passwd");
        if (node is null or ScalarNode { IsNull: true })
            return null;
        if (node is not ScalarNode { Text: var text })
            problems.Error(node.Line, "users: a password must be a text.");
        else if (CryptHash.IsMatch(text))
            problems.Error(node.Line, "users: the password is a hash of Linux, which Windows cannot take. Give it in plain text, "
                + "or leave it out for a random one.");
        else
            return new SecretText(text);
        return null;
    }

    private bool? Enabled(YamlNode? node)
    {
        if (node is null or ScalarNode { IsNull: true })
            return null;
        if (node is ScalarNode scalar && bool.TryParse(scalar.Text, out var inactive))
            return !inactive;
        problems.Error(node.Line, "users: the key 'inactive' must be true or false.");
        return null;
    }

    private DateOnly? Expiry(YamlNode? node)
    {
        if (node is null or ScalarNode { IsNull: true })
            return null;
        if (node is ScalarNode scalar && DateOnly.TryParseExact(
            scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (AccountRules.CanExpireOn(day))
                return day;
        }

        problems.Error(node.Line, "users: the key 'expiredate' must be a day from 1971 to 2105, as in 2030-10-01.");
        return null;
    }

    private IReadOnlyList<string> Names(YamlNode? node, string module, Func<string, string?> problemOf)
    {
        var names = new List<string>();
        foreach (var item in Items(node))
        {
            var texts = item is ScalarNode scalar
                ? scalar.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [""];
            names.AddRange(texts.Select(text => Name(text, item.Line, module, problemOf)).OfType<string>());
        }

        return names;
    }

    /// <summary>The name without blanks around it, or null. It is not repeated: it may be a password under the wrong key.</summary>
    private string? Name(string name, int line, string module, Func<string, string?> problemOf)
    {
        var text = name.Trim();
        if (problemOf(text) is not { } problem)
            return text;
        problems.Error(line, $"{module}: what stands here is no name that Windows takes: it {problem}.");
        return null;
    }

    private static string? Text(MapNode map, string key) =>
        map.Find(key) is ScalarNode { IsNull: false, Text: var text } ? text : null;

    // The forms of crypt(3): an identifier between dollar signs.
    [GeneratedRegex(@"^\$[0-9a-z]{1,10}\$")]
    private static partial Regex CryptHash { get; }
}
