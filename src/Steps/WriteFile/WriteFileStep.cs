using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>Writes files.</summary>
/// <param name="files">The machine's files.</param>
[Step("writeFile", "Writes text files")]
public sealed class WriteFileStep(IFiles files) : Step<WriteFileInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        WriteFileInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var item in inputs.Files)
        {
            // User data decides for itself, and is asked no second time.
            var key = context is IScriptPlace || item.Frequency == ScriptFrequency.Always ? null : KeyOf(item.File);
            if (key is not null && !context.Force && context.Recall(key) is not null)
            {
                context.Logger.LogInformation("The file {Path} was written on this instance, so it stays.", item.Destination);
                continue;
            }

            await WriteAsync(item.File, item.Permissions == FilePermissions.Administrators, context, cancellationToken);
            if (key is not null)
                context.Remember(key, context.RunId);
        }

        return StepOutcome.Done;
    }

    /// <summary>Another text, or another place, is another file.</summary>
    private static string KeyOf(FileToWrite file) =>
        $"file-{Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(file.Path), 0, .. file.Content]))[..16]}";

    private async Task WriteAsync(
        FileToWrite file, bool isForAdministrators, StepContext context, CancellationToken cancellationToken)
    {
        var current = await files.ReadAsync(file.Path, cancellationToken);
        var isOpenToOthers = isForAdministrators && current is not null && !files.IsForAdministrators(file.Path);
        if ((file.Plan(current) ?? (isOpenToOthers ? current : null)) is not { } next)
        {
            context.Logger.LogInformation("The file {Path} is as it must be.", file.Path);
            return;
        }

        var what = current is null ? "write" : isOpenToOthers && next == current ? "restrict" : "replace";
        var size = what == "restrict" ? "" : $" ({next.Length} bytes)";
        await context.ChangeAsync(
            $"{what} the file {file.Path}{size}{(isForAdministrators ? ", for administrators alone" : "")}",
            token => isForAdministrators
                ? files.WriteForAdministratorsAsync(file.Path, next, token)
                : files.WriteAsync(file.Path, next, token),
            cancellationToken);
    }
}
