using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

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
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var item in inputs.Files)
            await WriteAsync(item.File, context, cancellationToken);
        return StepOutcome.Done;
    }

    private async Task WriteAsync(FileToWrite file, StepContext context, CancellationToken cancellationToken)
    {
        var current = await files.ReadAsync(file.Path, cancellationToken);
        if (file.Plan(current) is not { } next)
        {
            context.Logger.LogInformation("The file {Path} is as it must be.", file.Path);
            return;
        }

        var size = string.Create(CultureInfo.InvariantCulture, $"{next.Length} bytes");
        await context.ChangeAsync(
            current is null ? $"write the file {file.Path} ({size})" : $"replace the file {file.Path} ({size})",
            token => files.WriteAsync(file.Path, next, token), cancellationToken);
    }
}
