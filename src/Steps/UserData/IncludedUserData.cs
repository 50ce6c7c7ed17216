using System.Security.Cryptography;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// Puts what user data includes in its place. A file is kept, encrypted, under its hash: after a restart, and at each boot of
/// user data that runs at every one, the same tasks stand in the same places, whether or not the network is there.
/// </summary>
/// <param name="folder">Where files are kept.</param>
internal sealed class IncludedUserData(string folder, IDataProtection protection, IncludedFiles files, StepCatalogue catalogue)
{
    private const int MostIncludes = 10;

    /// <returns>The document with the tasks of the files; a file that cannot be had is an error in it.</returns>
    public async Task<UserDataDocument> ResolveAsync(
        UserDataDocument document, StepContext context, CancellationToken cancellationToken)
    {
        if (!document.Tasks.Any(task => task.Inputs is Include))
            return document;
        List<ConfiguredTask> tasks = [];
        List<UserDataProblem> problems = [.. document.Problems];
        var count = 0;
        foreach (var task in document.Tasks)
        {
            if (task.Inputs is not Include include)
                tasks.Add(task);
            else if (++count > MostIncludes)
                problems.Add(Error(task, $"no more than {MostIncludes} files are included."));
            else
                tasks.AddRange(await ReadAsync(task, include, problems, context, cancellationToken));
        }

        return document with
        {
            Tasks = [.. tasks.Where(task => task.Name != "sysprep"), .. tasks.Where(task => task.Name == "sysprep")],
            Problems = problems,
        };
    }

    private async Task<IEnumerable<ConfiguredTask>> ReadAsync(
        ConfiguredTask task, Include include, List<UserDataProblem> problems, StepContext context,
        CancellationToken cancellationToken)
    {
        try
        {
            var included = UserDataReader.Read(await BytesAsync(include, context, cancellationToken), catalogue);
            problems.AddRange(included.Problems.Select(problem => problem with
            {
                Line = task.Line, Message = $"{include.Place}, line {problem.Line}: {problem.Message}",
            }));
            var inner = included.Tasks.Where(item => item.Inputs is Include).ToList();
            if (inner.Count > 0)
                problems.Add(Error(task, $"{include.Place} includes a file itself, which is not done."));
            else if (included.Tasks.Count == 0 && !included.HasErrors)
                problems.Add(Error(task, $"{include.Place} holds nothing to run."));
            return included.Tasks.Except(inner).Select(item => item with { Line = task.Line });
        }
        catch (IncludeException exception)
        {
            problems.Add(Error(task, exception.Message));
            return [];
        }
    }

    private async Task<byte[]> BytesAsync(Include include, StepContext context, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, $"include-{include.Sha256}.bin");
        if (File.Exists(path) && protection.Unprotect(await File.ReadAllBytesAsync(path, cancellationToken)) is { } kept
            && HashOf(kept) == include.Sha256)
            return kept;
        var bytes = await files.FetchAsync(include, context, cancellationToken);
        if (HashOf(bytes) != include.Sha256)
        {
            throw new IncludeException($"{include.Place} is not the file that was meant: its SHA-256 is {HashOf(bytes)}. Nothing "
                + "of it is run; write its new hash if you know the change.");
        }

        if (!context.DryRun)
        {
            protection.MakeFolder(folder);
            AtomicFile.Write(path, protection.Protect(bytes));
        }

        return bytes;
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static UserDataProblem Error(ConfiguredTask task, string message) =>
        new(UserDataSeverity.Error, task.Line, $"include: {message}");
}
