namespace OpenLaunch.Steps.Wallpaper;

/// <summary>The desktop of the user whose session this is.</summary>
internal interface IDesktop
{
    /// <summary>The screens, the main one first; at least one.</summary>
    IReadOnlyList<PixelSize> Screens { get; }

    /// <summary>Whether a group policy sets the wallpaper.</summary>
    bool IsGoverned { get; }

    /// <summary>Shows a picture that fills the screens, and remembers what was shown before the first one.</summary>
    /// <exception cref="Core.Engine.MachineException">Windows refuses.</exception>
    void Show(string path);

    /// <summary>Shows again what was shown before the first picture of ours.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="Core.Engine.MachineException">Windows refuses.</exception>
    bool Restore();

    /// <summary>Takes away what EC2Launch put among the programs that start with this user's session.</summary>
    /// <returns>What it was.</returns>
    IReadOnlyList<string> RemoveFormerLinks();
}
