using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>What the journal keeps of user data: which text ran, where it goes on, and what became of which task.</summary>
internal sealed class UserDataProgress(StepContext context, byte[] userData)
{
    private const string TextKey = "userData";
    private const string PlaceKey = "resumeAt";
    private const string FailuresKey = "failuresBefore";
    private const string ProblemsKey = "problems";
    private const string Forced = "forced";
    private const string Again = "again";
    private const int MaxLength = 4096;

    // How many places more an earlier version may have counted: it gave places to tasks that are left out now.
    private const int MorePlaces = 32;

    private readonly string fingerprint = Hash(userData);

    /// <summary>Whether this instance has run another text.</summary>
    public bool IsChanged => context.Recall(TextKey) is { } ran && ran != fingerprint;

    /// <summary>Keeps that this text was run.</summary>
    public void KeepRun()
    {
        if (context.Recall(TextKey) != fingerprint)
            context.TryRemember(TextKey, fingerprint); // What must not run twice is kept by itself.
    }

    /// <summary>Keeps whether it is to run at each start, for what decides at the next one.</summary>
    public void KeepEachStart(bool isForEachStart)
    {
        if ((context.Recall(StartPlan.EachStartKey) == "true") != isForEachStart)
            context.TryRemember(StartPlan.EachStartKey, isForEachStart ? "true" : "false");
    }

    /// <summary>Keeps what is wrong with the text; the journal has it once.</summary>
    public void KeepProblems(IEnumerable<string> problems)
    {
        var text = Cut(string.Join('\n', problems));
        if (text != (context.Recall(ProblemsKey) ?? ""))
            context.TryRemember(ProblemsKey, text);
    }

    /// <summary>Keeps the task to go on with after a reboot.</summary>
    public void KeepPlace(ResumePlace place)
    {
        context.Remember(FailuresKey, Cut(string.Join('\n', place.Failures)));
        context.Remember(
            PlaceKey, $"{fingerprint} {place.Index} {(place.IsForced ? Forced : "")} {(place.IsAgain ? Again : "")}");
    }

    /// <summary>The task to go on with; the first unless this run resumes the same user data.</summary>
    public ResumePlace Place()
    {
        var parts = context.Resumed ? context.Recall(PlaceKey)?.Split(' ') ?? [] : [];
        if (parts.Length < 3 || parts[0] != fingerprint
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return new(0, [], IsForced: false, IsAgain: false);
        var failures = context.Recall(FailuresKey);
        return new(
            index, string.IsNullOrEmpty(failures) ? [] : failures.Split('\n'), parts.Contains(Forced),
            IsAgain: parts.Length == 3 || parts.Contains(Again));
    }

    /// <summary>
    /// The name under which the journal keeps what became of a task: by its place, unless this very text of user data ran when
    /// the task had another one, for a version that gave places to tasks which are left out now.
    /// </summary>
    public string KeyOf(IReadOnlyList<ConfiguredTask> tasks, int index)
    {
        var task = tasks[index];
        var key = Key(task.Kind, index + 1);
        if (context.Recall(TextKey) != fingerprint || IsKeptOf(task, key))
            return key;
        for (var place = 1; place <= tasks.Count + MorePlaces; place++)
        {
            var isOthers = place <= tasks.Count && (tasks[place - 1].Kind, tasks[place - 1].Text) == (task.Kind, task.Text);
            if (!isOthers && IsKeptOf(task, Key(task.Kind, place)))
                return Key(task.Kind, place);
        }

        return key;
    }

    private bool IsKeptOf(ConfiguredTask task, string key) =>
        context.Recall(key)?.StartsWith(Hash(Encoding.UTF8.GetBytes(task.Text)), StringComparison.Ordinal) ?? false;

    private static string Key(string kind, int place) => $"{kind}{place}";

    private static string Hash(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}

/// <summary>Where user data goes on after a reboot.</summary>
/// <param name="Index">The task, from 0.</param>
/// <param name="IsAgain">Whether the task was under way already, and asked to be called again.</param>
internal sealed record ResumePlace(int Index, IReadOnlyList<string> Failures, bool IsForced, bool IsAgain);
