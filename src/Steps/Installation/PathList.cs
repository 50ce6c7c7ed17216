namespace OpenLaunch.Steps.Installation;

/// <summary>Edits the list of folders in which Windows looks for programs, and leaves the other entries as they are.</summary>
internal static class PathList
{
    /// <summary>Adds a folder at the end, unless the list has it.</summary>
    public static string Add(string list, string folder)
    {
        if (list.Split(';').Any(entry => IsSame(entry, folder)))
            return list;
        return list.Length == 0 || list.EndsWith(';') ? list + folder : $"{list};{folder}";
    }

    public static string Remove(string list, string folder)
    {
        return string.Join(';', list.Split(';').Where(entry => !IsSame(entry, folder)));
    }

    private static bool IsSame(string entry, string folder) =>
        entry.Trim().TrimEnd('\\').Equals(folder.TrimEnd('\\'), StringComparison.OrdinalIgnoreCase);
}
