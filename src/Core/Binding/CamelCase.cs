namespace OpenLaunch.Core.Binding;

/// <summary>From the names of C# to those of YAML.</summary>
internal static class CamelCase
{
    /// <summary>Lowers the first word: <c>HostName</c> is <c>hostName</c>, <c>DNSSuffix</c> is <c>dnsSuffix</c>.</summary>
    public static string Of(string name)
    {
        var end = 0;
        while (end < name.Length && char.IsUpper(name[end]))
            end++;
        if (end > 1 && end < name.Length && char.IsLetter(name[end]))
            end--;
        return string.Concat(name[..end].ToLowerInvariant(), name.AsSpan(end));
    }
}
