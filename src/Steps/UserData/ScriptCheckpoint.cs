using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenLaunch.Steps.UserData;

/// <summary>How far a task that starts a process has come on this instance, as the journal keeps it.</summary>
/// <param name="Sha256">The SHA-256 of the task's text in lower-case hex.</param>
/// <param name="Finished">Whether it ended well.</param>
/// <param name="Reboots">How often it asked for a reboot since it last ended.</param>
public sealed record ScriptCheckpoint(string Sha256, bool Finished, int Reboots)
{
    /// <summary>Whether another text stood in this place when it was last run on this instance.</summary>
    public bool Replaced { get; init; }

    /// <summary>Reads what was kept; a fresh checkpoint when nothing was, or for another text.</summary>
    /// <param name="kept">The kept value, or null.</param>
    /// <param name="content">The task's text.</param>
    public static ScriptCheckpoint Read(string? kept, string content)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        var parts = kept?.Split(' ') ?? [];
        return parts.Length == 3 && parts[0] == sha256
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var reboots)
            ? new ScriptCheckpoint(sha256, parts[1] == "finished", reboots)
            : new ScriptCheckpoint(sha256, Finished: false, Reboots: 0) { Replaced = kept is not null };
    }

    /// <summary>The value to keep.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sha256} {(Finished ? "finished" : "open")} {Reboots}");
}
