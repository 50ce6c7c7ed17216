using System.Globalization;
using System.Security.Cryptography;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.UserData;

/// <summary>What the journal keeps of a piece of user data beside its tasks: which text ran, and where it goes on.</summary>
/// <param name="context">The step's context.</param>
/// <param name="userData">The user data.</param>
internal sealed class UserDataProgress(StepContext context, byte[] userData)
{
    private const string TextKey = "userData";
    private const string PlaceKey = "resumeAt";
    private const string FailuresKey = "failuresBefore";
    private const string ProblemsKey = "problems";
    private const int MaxLength = 4096;

    private readonly string fingerprint = Convert.ToHexStringLower(SHA256.HashData(userData));

    /// <summary>Whether this instance has run another text.</summary>
    public bool IsChanged => context.Recall(TextKey) is { } ran && ran != fingerprint;

    /// <summary>Keeps that this text was run.</summary>
    public void KeepRun()
    {
        if (context.Recall(TextKey) != fingerprint)
            context.Remember(TextKey, fingerprint);
    }

    /// <summary>Keeps what is wrong with the text; the journal has it once.</summary>
    public void KeepProblems(IEnumerable<string> problems)
    {
        var text = Cut(string.Join('\n', problems));
        if (text != (context.Recall(ProblemsKey) ?? ""))
            context.TryRemember(ProblemsKey, text);
    }

    /// <summary>Keeps the task to go on with after a reboot, what failed before it, and whether the run was forced.</summary>
    public void KeepPlace(int index, IReadOnlyList<string> failures, bool isForced)
    {
        context.TryRemember(FailuresKey, Cut(string.Join('\n', failures)));
        context.Remember(PlaceKey, string.Create(CultureInfo.InvariantCulture, $"{fingerprint} {index} {(isForced ? "forced" : "")}"));
    }

    /// <summary>The task to go on with; the first unless this run resumes the same user data.</summary>
    public (int Index, IReadOnlyList<string> Failures, bool IsForced) Place()
    {
        var parts = context.Resumed ? context.Recall(PlaceKey)?.Split(' ') ?? [] : [];
        if (parts.Length != 3 || parts[0] != fingerprint
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return (0, [], false);
        }

        var failures = context.Recall(FailuresKey);
        return (index, string.IsNullOrEmpty(failures) ? [] : failures.Split('\n'), parts[2].Length > 0);
    }

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
