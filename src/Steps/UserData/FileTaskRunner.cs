using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Documents;
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
        task is ConfiguredTask { Inputs: MapNode inputs } && inputs.Find("frequency") is ScalarNode { Text: "always" };

    /// <inheritdoc/>
    public async Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var task = (ConfiguredTask)item.Task;
        var once = new OnceTask(item, task, "file", context);
        if (!IsForEveryBoot(task) && once.Settled() is { } settled)
            return settled;
        var wanted = FileTaskInputs.Read(task, out var wrong);
        foreach (var file in wanted)
            await WriteAsync(file, context, cancellationToken);
        if (wrong.Count > 0)
            return new UserDataTaskResult.Failed(string.Join('\n', wrong));
        once.Finish();
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
