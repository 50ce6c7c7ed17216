namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>Makes names from untrusted text fit for one line of a message.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    public static string Name(ReadOnlySpan<char> name)
    {
        var shown = name.Length <= MaxLength ? name.ToString() : $"{name[..MaxLength]}…";
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
