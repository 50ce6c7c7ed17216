using System.Globalization;
using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Accounts;

/// <summary>
/// The secrets that stand in the run's configuration file, which is to hold none that was used: EC2Launch v1 and v2 take the
/// administrator's password out of theirs.
/// </summary>
/// <param name="file">The file; null: the plan comes from no file.</param>
public sealed class ConfiguredSecrets(string? file, TimeProvider time)
{
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: true);
    private static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: true);

    /// <summary>Takes a secret out of the file. One that is not in it, such as user data's, is left alone.</summary>
    /// <param name="what">What it is, for people: <c>the administrator's password</c>.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or written.</exception>
    public async Task RemoveAsync(SecretText secret, string what, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(context);
        if (file is null || Without(secret, what) is not { } content)
            return;
        await context.ChangeAsync(
            $"take {what} out of {file}",
            token =>
            {
                AtomicFile.Write(file, content, keepPermissions: true);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    private byte[]? Without(SecretText secret, string what)
    {
        var bytes = File.ReadAllBytes(file!);
        var encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => Utf16,
            [0xFE, 0xFF, ..] => Utf16BigEndian,
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: bytes is [0xEF, 0xBB, 0xBF, ..]) as Encoding,
        };
        var day = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return ScalarRemoval.Apply(YamlText.Decode(bytes, file!), secret.Reveal(), $"{what} was used and taken out on {day}")
            is { } text
            ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]
            : null;
    }
}
