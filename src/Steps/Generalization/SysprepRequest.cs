using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// The wish of a script for Sysprep, kept as a file until the plan of the run that the script belongs to has ended. A restart
/// in the middle keeps it: the plan goes on first.
/// </summary>
/// <param name="stateFolder">The state folder.</param>
public sealed class SysprepRequest(string stateFolder)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "sysprep.request";

    private const string Shutdown = "shutdown";
    private const string PerBoot = "per-boot";
    private const string HolderStart = "sysprep";

    private string RequestPath => Path.Combine(stateFolder, FileName);

    /// <summary>What Sysprep calls itself while it holds the run lock, so that nobody leaves it a request.</summary>
    public static string Holder { get; } = $"{HolderStart}, process {Environment.ProcessId}";

    /// <summary>Whether a run holds the lock, whose end honours requests; else Sysprep does.</summary>
    /// <param name="locked">How the lock was refused.</param>
    public static bool IsHeldByRun(RunLockedException locked)
    {
        ArgumentNullException.ThrowIfNull(locked);
        return !locked.Holder.StartsWith(HolderStart, StringComparison.Ordinal);
    }

    /// <summary>Makes the request.</summary>
    /// <param name="wish">What is wished for.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Make(SysprepWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var next = RequestPath + ".new";
        File.WriteAllLines(next, new[] { wish.Shutdown ? Shutdown : "", wish.PerBoot ? PerBoot : "" });
        File.Move(next, RequestPath, overwrite: true);
    }

    /// <summary>Takes the request, which is then gone: what fails is not tried again at each later run.</summary>
    /// <returns>The wish, or null when there is none.</returns>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public SysprepWish? Take()
    {
        if (!File.Exists(RequestPath))
            return null;
        var words = File.ReadAllLines(RequestPath);
        File.Delete(RequestPath);
        return new SysprepWish(words.Contains(Shutdown), words.Contains(PerBoot));
    }
}

/// <summary>How Sysprep is wished for.</summary>
/// <param name="Shutdown">Whether the machine is shut down afterwards.</param>
/// <param name="PerBoot">Whether the agent runs at each start of an instance of the image, not at its first alone.</param>
public sealed record SysprepWish(bool Shutdown, bool PerBoot);
