using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Reads <c>chpasswd</c>: passwords of users, in plain text. No message repeats anything of it.</summary>
internal sealed class CloudConfigPasswords(ProblemList problems)
{
    private const string Expected = "a mapping with 'list' (lines NAME:PASSWORD) or 'users' (each with name and password)";

    private const string Hash = "a hash of Linux is nothing that Windows can take; give the password in plain text";

    private static readonly string[] Keys = ["list", "users", "expire"];

    public ConfiguredTask? Read(MapEntry module)
    {
        var map = module.Value as MapNode;
        var pairs = module.Value is ScalarNode ? Lines(module.Value)
            : map?.Find("users") is ListNode users ? users.Items.Select(User)
            : map?.Find("list") is { } list ? Lines(list)
            : map?.Find("expire") is not null ? [] : null;
        if (pairs is null)
            return CloudConfigForm.Refuse(module, Expected, problems);
        CloudConfigForm.ReportLeftOut(module, Keys, problems);
        if (map?.Find("expire") is not (null or ScalarNode { AsBoolean: false }))
            problems.Warning(map.Find("expire")!.Position.Line,
                "chpasswd: the key 'expire' is not supported, so nobody has to change the password at the first logon.");
        var before = problems.ErrorCount; // The pairs are read, and told of, only now.
        List<UserInputs> inputs = [.. pairs.OfType<UserInputs>()];
        var all = new AddUsersInputs { Users = inputs };
        foreach (var result in inputs.Count > 0 ? all.Validate(new(all, "passwords", serviceProvider: null, items: null)) : [])
            problems.Error(module.Position.Line, $"chpasswd: {result.ErrorMessage}.");
        return problems.ErrorCount > before && inputs.Count == 0 ? null
            : new(module.Key, inputs.Count == 0 ? null : all, module.Position.Line)
            {
                StepName = "addUsers",
                Kind = "accounts",
                Text = ConfiguredTask.TextOf(module.Key, module.Value),
                Written = new ScalarNode("", isQuoted: true, module.Position),
            };
    }

    private IEnumerable<UserInputs?> Lines(YamlNode list)
    {
        var lines = list is ListNode items
            ? items.Items.Select(item => ((item as ScalarNode)?.Text ?? "", item.Position.Line))
            : ((ScalarNode)list).Text.Split('\n').Select(line => (line, list.Position.Line));
        foreach (var (line, number) in lines.Where(line => !string.IsNullOrWhiteSpace(line.Item1)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return colon < 1 ? Refuse(number, "each line must be NAME:PASSWORD")
                : User(line[..colon].Trim(), line[(colon + 1)..].TrimEnd('\r'), number);
        }
    }

    private UserInputs? User(YamlNode node)
    {
        if (node is not MapNode map || map.Find("name") is not ScalarNode { IsNull: false } name)
            return Refuse(node.Position.Line, "the key 'name' is required");
        if (map.Find("type") is ScalarNode { Text: not ("text" or "RANDOM") })
            return Refuse(node.Position.Line, Hash);
        var isRandom = map.Find("type") is ScalarNode { Text: "RANDOM" };
        return isRandom || map.Find("password") is not ScalarNode { IsNull: false } password
            ? Refuse(node.Position.Line, "a password in plain text is required; a random one would be known to nobody")
            : User(name.Text, password.Text, node.Position.Line);
    }

    private UserInputs? User(string name, string password, int line) =>
        AccountRules.UserNameProblem(name) is { } problem ? Refuse(line, $"the name is none that Windows takes: it {problem}")
        : password.StartsWith('$') && password.Count(character => character == '$') > 2
            ? Refuse(line, Hash)
        : password is "R" or "RANDOM" ? Refuse(line, "a random password would be known to nobody; give one")
        : new() { Name = name, Password = new SecretText(password) };

    private UserInputs? Refuse(int line, string reason)
    {
        problems.Error(line, $"chpasswd: {reason}.");
        return null;
    }
}
