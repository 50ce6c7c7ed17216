using System.Text;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// The wish of a script for Sysprep, kept as a file until the plan of the run that the script belongs to has ended. A restart
/// in the middle keeps it: the plan goes on first.
/// </summary>
internal sealed class SysprepRequest(string stateFolder)
{
    public const string FileName = "sysprep.request";

    private const string Shutdown = "shutdown";
    private const string PerBoot = "per-boot";
    private const string HolderStart = "sysprep";

    private string RequestPath => Path.Combine(stateFolder, FileName);

    /// <summary>What Sysprep calls itself while it holds the run lock, so that nobody leaves it a request.</summary>
    public static string Holder { get; } = $"{HolderStart}, process {Environment.ProcessId}";

    /// <summary>Whether a run holds the lock, whose end honours requests; else Sysprep does.</summary>
    public static bool IsHeldByRun(RunLockedException locked)
    {
        return !locked.Holder.StartsWith(HolderStart, StringComparison.Ordinal);
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Make(SysprepWish wish) => AtomicFile.Write(
        RequestPath, Encoding.UTF8.GetBytes($"{(wish.Shutdown ? Shutdown : "")}\n{(wish.PerBoot ? PerBoot : "")}\n"));

    /// <summary>Takes the request, which is then gone: what fails is not tried again at each later run.</summary>
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
internal sealed record SysprepWish(bool Shutdown, bool PerBoot);
