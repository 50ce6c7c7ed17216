namespace OpenLaunch.Runner.Output;

/// <summary>A change as a line of a list: done, or in a dry run as in a diff.</summary>
internal static class ChangeLine
{
    private static readonly string[] Adding = ["add", "create", "install", "make", "register", "write"];
    private static readonly string[] Taking = ["clear", "delete", "forget", "remove", "take", "unregister"];

    /// <summary>The line; <c>+</c> is there afterwards, <c>-</c> is gone, <c>~</c> is otherwise.</summary>
    /// <param name="description">The change as its step describes it, the verb first.</param>
    public static string Of(string description, bool isDryRun) => $"{(isDryRun ? Mark(description) : '-')} {description}";

    private static char Mark(string description)
    {
        var verb = description.Split(' ', 2)[0];
        return Adding.Contains(verb) ? '+' : Taking.Contains(verb) ? '-' : '~';
    }
}
