using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenLaunch.Steps.Scripts;

/// <summary>How far a script has come on this instance.</summary>
internal enum ScriptProgress
{
    /// <summary>It is to run: it never did, asked for a restart, or its check found nothing to do.</summary>
    Open,

    /// <summary>It was started and has not ended: it runs, or was interrupted.</summary>
    Started,

    /// <summary>It did its work.</summary>
    Finished,

    /// <summary>It came to its end and failed, or was given up.</summary>
    Failed,
}

/// <summary>What the journal keeps of a script or program, and the rule by which it runs. Pure: no clock, no disk.</summary>
/// <param name="Sha256">The SHA-256 of its text in lower-case hex.</param>
internal sealed record ScriptCheckpoint(string Sha256, ScriptProgress Progress)
{
    /// <summary>How often it may be started without coming to an end before it is given up.</summary>
    public const int MaxAttempts = 3;

    private const int MaxDetailLength = 1000;

    /// <summary>How often it asked for a reboot since it last ended.</summary>
    public int Reboots { get; init; }

    /// <summary>How often it was started since it last came to an end, of whatever kind.</summary>
    public int Attempts { get; init; }

    /// <summary>The runs, from the first to the last restart in between, in which it came this far.</summary>
    public string Series { get; init; } = "";

    /// <summary>Why it failed; of one that was started, the boot in which its run was cancelled.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether nothing was kept.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether another text stood in this place when it was last run.</summary>
    public bool IsReplaced { get; init; }

    /// <param name="kept">The kept value, or null.</param>
    public static ScriptCheckpoint Read(string? kept, string text, bool isTextChanged)
    {
        var fresh = new ScriptCheckpoint(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), ScriptProgress.Open);
        var parts = kept?.Split(' ', 6) ?? [];
        return parts switch
        {
            [] => fresh with { IsNew = true },
            // Version 0.1, plan: the series in which it did its work.
            [var series] => fresh with { Progress = ScriptProgress.Finished, Series = series },
            // Version 0.1, user data. It made another fingerprint of programs: while the user data is the same, so is the text.
            [var sha256, var word, var reboots] => sha256 == fresh.Sha256 || !isTextChanged
                ? fresh with { Progress = OfVersion01(word, reboots), Reboots = Number(reboots) }
                : fresh with { IsReplaced = true },
            [var sha256, var word, var reboots, var attempts, var series, .. var rest] => sha256 == fresh.Sha256
                ? fresh with
                {
                    Progress = Enum.TryParse<ScriptProgress>(word, ignoreCase: true, out var progress)
                        ? progress : ScriptProgress.Failed,
                    Reboots = Number(reboots), Attempts = Number(attempts), Series = series, Detail = string.Concat(rest),
                }
                : fresh with { IsReplaced = true },
            _ => fresh with { IsReplaced = true },
        };
    }

    public ScriptDecision Decide(string name, bool isOnce, ScriptRule rule, string series, string bootId)
    {
        var isOver = Progress == ScriptProgress.Finished || (Progress == ScriptProgress.Failed && rule.OneAttempt);
        if (isOver && Series == series)
            return Progress == ScriptProgress.Finished ? new ScriptDecision.IsFinished() : new ScriptDecision.Fail(Detail);
        if (rule.IsForced)
            return new ScriptDecision.Run(1);
        if (isOnce && (IsReplaced || (IsNew && rule.IsTextChanged)))
        {
            return new ScriptDecision.NotRun($"the text of the {name} is not the one that this instance has run, so it does "
                + "not run: it takes --force, or frequency always (<persist>true</persist>)");
        }

        if (isOnce && Progress == ScriptProgress.Finished)
        {
            return !rule.OneAttempt ? new ScriptDecision.IsFinished() : new ScriptDecision.NotRun(
                $"the {name} ran on this instance{When}; it runs again with --force, or frequency always "
                + "(<persist>true</persist>)");
        }

        if (isOnce && Progress == ScriptProgress.Failed && rule.OneAttempt && !(rule.RetryFailed && Attempts < MaxAttempts))
        {
            return new ScriptDecision.NotRun($"the {name} failed on this instance, so it does not run again: it takes --force"
                + (Attempts < MaxAttempts ? ", or retryFailed: true of runUserData" : ""));
        }

        // Whoever cancels a run and starts another in the same boot has interrupted nothing; a restart cancels it, too.
        if (Progress == ScriptProgress.Started && Detail == bootId)
            return new ScriptDecision.Run(Attempts);
        return Attempts >= MaxAttempts
            ? new ScriptDecision.Fail($"The {name} was interrupted {Attempts} times in a row, by a restart that it made itself, "
                + "a power cut or the end of the agent, so it does not run again. Let it end with exit code 3010 where it wants "
                + "a restart; --force runs it again.")
            : new ScriptDecision.Run(Attempts + 1);
    }

    /// <summary>When that was: a run is called by its time.</summary>
    private string When => DateTime.TryParseExact(
        Series.Split('-')[0], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
        DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
        ? string.Create(CultureInfo.InvariantCulture, $" on {time:yyyy-MM-dd HH:mm:ss}Z") : "";

    /// <summary>The value to keep.</summary>
    public override string ToString()
    {
        var detail = Detail.Length <= MaxDetailLength ? Detail : Detail[..MaxDetailLength];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Sha256} {Progress.ToString().ToLowerInvariant()} {Reboots} {Attempts} {Series} {detail}");
    }

    // A script of that version kept nothing while it ran, "open 0" when it had failed, and "open 1" when it wanted a restart.
    private static ScriptProgress OfVersion01(string word, string reboots) =>
        word == "finished" ? ScriptProgress.Finished : Number(reboots) > 0 ? ScriptProgress.Open : ScriptProgress.Failed;

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>Whether a script runs: a closed set.</summary>
internal abstract record ScriptDecision
{
    private ScriptDecision()
    {
    }

    /// <summary>It runs.</summary>
    /// <param name="Attempt">Which attempt it is since it last came to an end, from 1.</param>
    public sealed record Run(int Attempt) : ScriptDecision;

    /// <summary>It has done its work.</summary>
    public sealed record IsFinished : ScriptDecision;

    /// <summary>It does not run, by intention.</summary>
    public sealed record NotRun(string Reason) : ScriptDecision;

    /// <summary>It does not run, and counts as failed.</summary>
    public sealed record Fail(string Message) : ScriptDecision;
}
