using System.Globalization;
using System.Security.Cryptography;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.UserData;

/// <summary>Where the tasks go on after a reboot that one of them asked for, and what had failed before it.</summary>
internal static class UserDataProgress
{
    private const string PlaceKey = "resumeAt";
    private const string FailuresKey = "failuresBefore";
    private const int MaxLength = 4096;

    /// <summary>Keeps the task to go on with.</summary>
    public static void Keep(StepContext context, byte[] userData, int index, IReadOnlyList<string> failures)
    {
        var text = string.Join('\n', failures);
        context.Remember(FailuresKey, text.Length <= MaxLength ? text : text[..MaxLength]);
        context.Remember(PlaceKey, string.Create(CultureInfo.InvariantCulture, $"{Fingerprint(userData)} {index}"));
    }

    /// <summary>The task to go on with; the first unless this run resumes the same user data.</summary>
    public static (int Index, IReadOnlyList<string> Failures) Read(StepContext context, byte[] userData)
    {
        var parts = context.Resumed ? context.Recall(PlaceKey)?.Split(' ') ?? [] : [];
        if (parts.Length != 2 || parts[0] != Fingerprint(userData)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return (0, []);
        }

        var failures = context.Recall(FailuresKey);
        return (index, string.IsNullOrEmpty(failures) ? [] : failures.Split('\n'));
    }

    private static string Fingerprint(byte[] userData) => Convert.ToHexStringLower(SHA256.HashData(userData));
}
