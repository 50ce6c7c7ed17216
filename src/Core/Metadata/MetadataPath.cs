namespace OpenLaunch.Core.Metadata;

/// <summary>A checked path below <c>/latest/</c>.</summary>
internal readonly record struct MetadataPath
{
    private MetadataPath(string text) => Text = text;

    public static MetadataPath UserData { get; } = new("user-data");

    public static MetadataPath InstanceId { get; } = new("meta-data/instance-id");

    public string Text { get; }

    public bool IsUserData => this == UserData;

    /// <summary>Checks a path that a step gave; nothing in it may lead out of <c>/latest/</c>, escaped or not.</summary>
    public static MetadataPath Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isPlain = path[0] != '/' && path.All(c => char.IsAsciiLetterOrDigit(c) || "/-_.:=@+,~ ".Contains(c))
            && !path.Split('/').Any(segment => segment is "." or "..");
        return isPlain
            ? new MetadataPath(path)
            : throw new ArgumentException($"'{path}' is not a path below /latest/, such as meta-data/instance-id.", nameof(path));
    }
}
