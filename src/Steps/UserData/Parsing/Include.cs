using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>User data that stands elsewhere, behind HTTPS, and is taken only when it is what its writer meant.</summary>
/// <param name="Sha256">The SHA-256 of its bytes in lower-case hex.</param>
internal sealed record Include(Uri Address, string Sha256)
{
    /// <summary>The name of the task.</summary>
    public const string TaskName = "include";

    private const int HashLength = 64;
    private const string Bucket = "s3";

    /// <summary>Whether it is an object of S3, which is fetched with the instance's role.</summary>
    public bool IsObject => Address.Scheme == Bucket;

    /// <summary>The address for people: a signature in its query is a secret.</summary>
    public string Place => Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Checks what was written; what is wrong is a problem, and then there is none.</summary>
    public static Include? Read(string? address, string? sha256, int line, ProblemList problems)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IsAllowed(uri))
        {
            problems.Error(line, "include: the address must begin with https:// and hold no user name, or be s3://BUCKET/KEY.");
            return null;
        }

        if (sha256 is { Length: HashLength } && sha256.All(char.IsAsciiHexDigit))
            return new(uri, sha256.ToLowerInvariant());
        problems.Error(line, sha256 is null
            ? "include: the SHA-256 of the file is required, so that nobody can exchange it: 'https://… sha256=HEX', in a task "
                + "list the key 'sha256'."
            : "include: the SHA-256 must have 64 hexadecimal digits.");
        return null;
    }

    private static bool IsAllowed(Uri address) => address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps
        || (address is { Scheme: Bucket, Host.Length: > 0, AbsolutePath.Length: > 1, Query: "", Fragment: "" }
            && address.IsDefaultPort));

    /// <summary>The task of a task list: one map with <c>url</c> and <c>sha256</c>, or a list of them.</summary>
    public static IEnumerable<ConfiguredTask> ReadTask(YamlNode? inputs, int line, ProblemList problems)
    {
        var items = inputs is ListNode list ? list.Items : [inputs ?? MapNode.Empty(new(line, 1))];
        foreach (var item in items)
        {
            if (item is not MapNode map)
            {
                problems.Error(item.Position.Line, "include: each item must be a map with the keys 'url' and 'sha256'.");
                continue;
            }

            var before = problems.ErrorCount;
            foreach (var other in map.Entries.Where(entry => entry.Key is not ("url" or "sha256")))
                problems.Error(other.Position.Line, $"{Wording.UnknownKey(TaskName, other.Key, ["url", "sha256"])}.");
            var (url, sha256) = (map.Find("url") as ScalarNode, map.Find("sha256") as ScalarNode);
            var include = Read(url?.Text, sha256?.Text, item.Position.Line, problems);
            if (include is not null && problems.ErrorCount == before)
                yield return include.Task(item.Position.Line);
        }
    }

    public ConfiguredTask Task(int line) => new(TaskName, this, line) { Text = $"{TaskName} {Sha256}" };
}
