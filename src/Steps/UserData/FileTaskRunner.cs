using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.UserData;

/// <summary>Writes the files of <c>writeFile</c> tasks and of cloud-config's <c>write_files</c>.</summary>
/// <param name="files">The machine's files.</param>
public sealed class FileTaskRunner(IFiles files) : IUserDataTaskRunner
{
    /// <inheritdoc/>
    public bool CanRun(UserDataTask task) => task is ConfiguredTask { Name: "writeFile" or "write_files" };

    /// <inheritdoc/>
    public bool IsForEveryBoot(UserDataTask task) =>
        task is ConfiguredTask { Inputs: InputMap inputs } && inputs.Find("frequency") is InputScalar { Text: "always" };

    /// <inheritdoc/>
    public async Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var task = (ConfiguredTask)item.Task;
        var key = string.Create(CultureInfo.InvariantCulture, $"file{item.Ordinal}");
        var kept = context.Recall(key);
        var checkpoint = ScriptCheckpoint.Read(kept, TaskText.Of(task));
        if (!IsForEveryBoot(task) && !item.IsForced)
        {
            if (checkpoint.Finished)
                return new UserDataTaskResult.Finished();
            if (checkpoint.Replaced || (kept is null && item.IsTextChanged))
                return new UserDataTaskResult.NotRun(
                    $"the task {item.Ordinal} of {item.Count} ({task.Name}) is not the one that this instance has run, so it does "
                    + "not run: it takes --force, or frequency always");
        }

        var wanted = FileTaskInputs.Read(task, out var wrong);
        foreach (var file in wanted)
            await WriteAsync(file, context, cancellationToken);
        if (wrong.Count > 0)
            return new UserDataTaskResult.Failed(string.Join('\n', wrong));
        context.Remember(key, (checkpoint with { Finished = true }).ToString());
        return new UserDataTaskResult.Finished();
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
