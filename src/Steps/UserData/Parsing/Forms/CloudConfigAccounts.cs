using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Reads <c>users</c>, <c>groups</c> and <c>ssh_authorized_keys</c>. A wrong entry costs that entry whole.</summary>
internal sealed partial class CloudConfigAccounts(ProblemList problems)
{
    private static readonly string[] UserKeys =
    [
        "name", "gecos", "primary_group", "groups", "passwd", "plain_text_passwd", "inactive", "expiredate",
        "ssh_authorized_keys",
    ];

    // cloud-init's first entry: the user that the image has. On Windows that is the administrator, whom other steps care for.
    private const string ImageUser = "default";

    public ConfiguredTask? Users(MapEntry module)
    {
        if (!CloudConfigForm.IsListOf(module.Value, item => CloudConfigForm.IsText(item) || item is MapNode))
            return CloudConfigForm.Refuse(module, "a list of names or mappings", problems);
        CloudConfigForm.ReportLeftOut(module, UserKeys, problems);
        var items = ((ListNode)module.Value).Items;
        var users = items.Where(item => item is not ScalarNode { Text: ImageUser })
            .Select(item => (Node: item, User: Whole(item, User))).ToList();
        var wrong = users.Where(user => user.User is null).Select(user => user.Node).ToHashSet();
        return Task(module, new() { Users = [.. users.Select(user => user.User).OfType<UserInputs>()] }) is { } task
            ? task with { Written = new ListNode([.. items.Where(item => !wrong.Contains(item))], module.Position) }
            : null;
    }

    /// <summary>A list of names and of mappings from name to members, such a mapping, or a text.</summary>
    public ConfiguredTask? Groups(MapEntry module)
    {
        if (module.Value is not (MapNode or ListNode) && !CloudConfigForm.IsText(module.Value))
            return CloudConfigForm.Refuse(module, "a list, a mapping or a text", problems);
        return Task(module, new() { Groups = [.. Items(module.Value).SelectMany(Group)] });
    }

    public ConfiguredTask? AuthorizedKeys(MapEntry module) => CloudConfigForm.IsListOf(module.Value, CloudConfigForm.IsText)
        ? Task(module, new() { AuthorizedKeys = Keys(module.Value) })
        : CloudConfigForm.Refuse(module, "a list of texts", problems);

    private ConfiguredTask? Task(MapEntry module, AddUsersInputs inputs)
    {
        var isEmpty = inputs.Users.Count + inputs.Groups.Count + inputs.AuthorizedKeys.Count == 0;
        var isRight = isEmpty || Check(inputs, module.Key, module.Position.Line);
        return !isRight ? null : new(module.Key, isEmpty ? null : inputs, module.Position.Line)
        {
            StepName = "addUsers",
            Kind = "accounts",
            Text = ConfiguredTask.TextOf(module.Key, module.Value),
        };
    }

    /// <summary>What is read of an entry, or null when anything in it is wrong.</summary>
    private T? Whole<T>(YamlNode node, Func<YamlNode, T?> read)
        where T : class
    {
        var before = problems.ErrorCount;
        var entry = read(node);
        return problems.ErrorCount == before ? entry : null;
    }

    /// <summary>What the step asks of the inputs beside what is asked here.</summary>
    private bool Check(IValidatableObject inputs, string module, int line)
    {
        var wrong = inputs.Validate(new(inputs, module, serviceProvider: null, items: null)).ToList();
        foreach (var result in wrong)
            problems.Error(line, $"{module}: {result.ErrorMessage}.");
        return wrong.Count == 0;
    }

    private List<string> Keys(YamlNode? node)
    {
        var keys = new List<string>();
        foreach (var item in Items(node))
        {
            if (item is ScalarNode { IsNull: false, IsBinary: false } key && AccountRules.IsKey(key.Text.Trim()))
                keys.Add(key.Text.Trim());
            else
                problems.Error(item.Position.Line, "ssh_authorized_keys: a key must be one line, as in a file of public keys.");
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
        if ((node is MapNode entry ? entry.Find("name") : node) is not ScalarNode { IsNull: false } name)
        {
            problems.Error(node.Position.Line, "users: the key 'name' is required.");
            return null;
        }

        var map = node as MapNode ?? MapNode.Empty(node.Position);
        if (Name(name.Text, name.Position.Line, "users", AccountRules.UserNameProblem) is not { } user)
            return null;
        var groups = Names(map.Find("primary_group"), "users", AccountRules.GroupNameProblem)
            .Concat(Names(map.Find("groups"), "users", AccountRules.GroupNameProblem));
        var inputs = new UserInputs
        {
            Name = user,
            FullName = Text(map, "gecos"),
            Groups = [.. groups.Distinct(StringComparer.OrdinalIgnoreCase)],
            Password = Password(map),
            Enabled = Enabled(map.Find("inactive")),
            ExpiresOn = Expiry(map.Find("expiredate")),
            AuthorizedKeys = Keys(map.Find("ssh_authorized_keys")),
        };
        return Check(inputs, "users", node.Position.Line) ? inputs : null;
    }

    private IEnumerable<GroupInputs> Group(YamlNode node) => node is MapNode map
        ? map.Entries.Select(entry => Whole(entry.Value, value => Group(entry, value))).OfType<GroupInputs>()
        : Names(node, "groups", AccountRules.GroupNameProblem).Select(name => new GroupInputs { Name = name });

    private GroupInputs? Group(MapEntry entry, YamlNode members) =>
        Name(entry.Key, entry.Position.Line, "groups", AccountRules.GroupNameProblem) is { } name
            ? new() { Name = name, Members = Names(members, "groups", AccountRules.UserNameProblem) }
            : null;

    private SecretText? Password(MapNode map)
    {
        var node = map.Find("passwd") ?? map.Find("plain_text_passwd");
        if (node is null or ScalarNode { IsNull: true })
            return null;
        if (node is not ScalarNode { Text: var text })
            problems.Error(node.Position.Line, "users: a password must be a text.");
        else if (CryptHash.IsMatch(text))
            problems.Error(node.Position.Line, "users: the password is a hash of Linux, which Windows cannot take. Give it in "
                + "plain text, or leave it out for a random one.");
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
        problems.Error(node.Position.Line, "users: the key 'inactive' must be true or false.");
        return null;
    }

    private DateOnly? Expiry(YamlNode? node)
    {
        if (node is null or ScalarNode { IsNull: true })
            return null;
        if (node is ScalarNode scalar && DateOnly.TryParseExact(
            scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && AccountRules.CanExpireOn(day))
            return day;
        problems.Error(node.Position.Line, "users: the key 'expiredate' must be a day from 1971 to 2105, as in 2030-10-01.");
        return null;
    }

    private List<string> Names(YamlNode? node, string module, Func<string, string?> problemOf)
    {
        var names = new List<string>();
        foreach (var item in Items(node))
        {
            var texts = item is ScalarNode scalar
                ? scalar.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [""];
            names.AddRange(texts.Select(text => Name(text, item.Position.Line, module, problemOf)).OfType<string>());
        }

        return names;
    }

    /// <summary>The name without blanks around it, or null. No message repeats it: a password may stand there.</summary>
    private string? Name(string name, int line, string module, Func<string, string?> problemOf)
    {
        var text = name.Trim();
        if (problemOf(text) is not { } problem)
            return text;
        problems.Error(line, $"{module}: what stands here is no name that Windows takes: it {problem}.");
        return null;
    }

    /// <summary>The text of a key; what is no text is an error.</summary>
    private string? Text(MapNode map, string key)
    {
        var node = map.Find(key);
        if (node is not (null or ScalarNode))
            problems.Error(node.Position.Line, $"users: the key '{key}' must be a text.");
        return node is ScalarNode { IsNull: false, Text: var text } ? text : null;
    }

    // The forms of crypt(3): an identifier between dollar signs.
    [GeneratedRegex(@"^\$[0-9a-z]{1,10}\$")]
    private static partial Regex CryptHash { get; }
}
