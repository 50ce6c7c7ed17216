using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Installation;

/// <summary>A folder of Amazon's that is moved out of the way, and back. Where it went to is all that is remembered.</summary>
internal static class FolderAside
{
    private const string Ending = ".amazon";

    /// <summary>Moves it. One that was moved earlier is older, and goes.</summary>
    public static InstallationAct Move(string folder) => InstallationAct.Of($"move {folder} to {folder}{Ending}", () =>
    {
        if (Directory.Exists(folder + Ending))
            Directory.Delete(folder + Ending, recursive: true);
        Directory.Move(folder, folder + Ending);
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
