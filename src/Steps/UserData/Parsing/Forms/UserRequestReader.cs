using System.Buffers;
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

    // Microsoft Learn, "NetUserAdd function" and "NetLocalGroupAdd function".
    private const int LongestUserName = 20;
    private const int LongestGroupName = 256;
    private const string Forbidden = "\"/\\[]:;|=,+*?<>@";
    private static readonly SearchValues<char> ForbiddenCharacters = SearchValues.Create(Forbidden);

    // cloud-init's first entry: the user that the image has. On Windows that is the administrator, whom other steps care for.
    private const string ImageUser = "default";

    /// <summary>The users that are to be.</summary>
    public IReadOnlyList<UserRequest> Users(YamlNode? node) =>
        [.. Items(node).Select(User).OfType<UserRequest>()];

    /// <summary>The groups that are to be: a list of names and of mappings from name to members, such a mapping, or a text.</summary>
    public IReadOnlyList<GroupRequest> Groups(YamlNode? node) => node is ScalarNode
        ? [.. Names(node, "groups", LongestGroupName).Select(name => new GroupRequest(name, []))]
        : [.. Items(node).SelectMany(Group)];

    /// <summary>Public keys, one line each.</summary>
    public IReadOnlyList<string> Keys(YamlNode? node)
    {
        var keys = new List<string>();
        foreach (var item in Items(node))
        {
            if (item is ScalarNode { IsNull: false, IsBinary: false } key && key.Text.Trim() is { Length: > 0 } line
                && !line.AsSpan().ContainsAny('\r', '\n'))
                keys.Add(line);
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

    private UserRequest? User(YamlNode node)
    {
        if (node is ScalarNode { IsNull: false } bare)
            return bare.Text == ImageUser ? null : Name(bare.Text, bare.Line, "users", LongestUserName) is { } only ? new(only) : null;
        if (node is not MapNode map || map.Find("name") is not ScalarNode { IsNull: false } name)
        {
            problems.Error(node.Line, "users: the key 'name' is required.");
            return null;
        }

        if (Name(name.Text, name.Line, "users", LongestUserName) is not { } user)
            return null;
        var groups = Names(map.Find("primary_group"), "users", LongestGroupName)
            .Concat(Names(map.Find("groups"), "users", LongestGroupName));
        return new UserRequest(user)
        {
            FullName = Text(map, "gecos"),
            Groups = [.. groups.Distinct(StringComparer.OrdinalIgnoreCase)],
            Password = Password(map),
            Enabled = Enabled(map.Find("inactive")),
            ExpiresOn = Expiry(map.Find("expiredate")),
            AuthorizedKeys = Keys(map.Find("ssh_authorized_keys")),
        };
    }

    private IEnumerable<GroupRequest> Group(YamlNode node) => node is MapNode map
        ? map.Entries
            .Where(entry => Name(entry.Key, entry.Line, "groups", LongestGroupName) is not null)
            .Select(entry => new GroupRequest(entry.Key, Names(entry.Value, "groups", LongestUserName)))
        : Names(node, "groups", LongestGroupName).Select(name => new GroupRequest(name, []));

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
            // Windows keeps the seconds since 1970 in 32 bits, and all ones mean never.
            if (day.Year is >= 1971 and <= 2105)
                return day;
        }

        problems.Error(node.Line, "users: the key 'expiredate' must be a day from 1971 to 2105, as in 2030-10-01.");
        return null;
    }

    private IReadOnlyList<string> Names(YamlNode? node, string module, int longest)
    {
        var names = new List<string>();
        foreach (var item in Items(node))
        {
            var texts = item is ScalarNode scalar
                ? scalar.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [""];
            names.AddRange(texts.Select(text => Name(text, item.Line, module, longest)).OfType<string>());
        }

        return names;
    }

    private string? Name(string name, int line, string module, int longest)
    {
        var text = name.Trim();
        if (text.Length > 0 && text.Length <= longest && !text.AsSpan().ContainsAny(ForbiddenCharacters)
            && !text.Any(char.IsControl) && text.Trim('.', ' ').Length > 0)
            return text;
        problems.Error(line, string.Create(CultureInfo.InvariantCulture,
            $"{module}: '{Quoted.Name(text)}' is no name that Windows takes: at most {longest} characters, none of {Forbidden}"));
        return null;
    }

    private static string? Text(MapNode map, string key) =>
        map.Find(key) is ScalarNode { IsNull: false, Text: var text } ? text : null;

    // The forms of crypt(3): an identifier between dollar signs.
    [GeneratedRegex(@"^\$[0-9a-z]{1,10}\$")]
    private static partial Regex CryptHash { get; }
}
