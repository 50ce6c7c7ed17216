using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Installation;

/// <summary>A folder of Amazon's that is moved out of the way, and back. Where it went to is all that is remembered.</summary>
internal static class FolderAside
{
    private const string Ending = ".amazon";

    /// <summary>Moves it. One that was moved earlier is older, and goes once this one is moved.</summary>
    public static InstallationAct Move(string folder) => InstallationAct.Of($"move {folder} to {folder}{Ending}", () =>
    {
        var (aside, older) = (folder + Ending, folder + Ending + ".old");
        if (Directory.Exists(aside))
        {
            if (Directory.Exists(older))
                Directory.Delete(older, recursive: true); // left by an installation that was killed
            Directory.Move(aside, older);
        }

        try
        {
            Directory.Move(folder, aside);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(older))
                Directory.Move(older, aside);
            throw new IOException(
                $"{folder} stays where it is, since something in it is open: {refused.Message} End what runs from there, such as "
                + "EC2Launch's scripts or its settings window, and repeat the command.",
                refused);
        }

        if (Directory.Exists(older))
            Directory.Delete(older, recursive: true);
    });

    /// <summary>Moves it back, once ours is gone.</summary>
    public static IEnumerable<InstallationAct> Restore(string folder)
    {
        if (!Directory.Exists(folder + Ending))
            yield break;
        yield return InstallationAct.Of($"move {folder}{Ending} back to {folder}", () =>
        {
            if (Directory.Exists(folder))
                throw new IOException($"{folder} is not empty, so {folder}{Ending} stays. Move it by hand.");
            Directory.Move(folder + Ending, folder);
        });
    }
}
