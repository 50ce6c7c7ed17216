using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>The tags of EC2Launch (EC2 User Guide, "Run commands when you launch an EC2 instance", Windows).</summary>
internal static class TagForm
{
    public static UserDataDocument Read(string text)
    {
        var problems = new ProblemList();
        var blocks = new TagScanner(text, new TextLines(text), problems).Scan();
        var persist = Flag(TagName.Persist, blocks, problems);
        var detach = Flag(TagName.Detach, blocks, problems);
        var runAsLocalSystem = Flag(TagName.RunAsLocalSystem, blocks, problems);
        var arguments = Arguments(blocks, problems);

        ConfiguredTask Script(TagBlock block, ScriptLanguage type) => ConfiguredTask.Of(
            new ScriptItem
            {
                Type = type,
                RunAs = runAsLocalSystem ? ScriptAccount.LocalSystem : ScriptAccount.Admin,
                Frequency = persist ? ScriptFrequency.Always : ScriptFrequency.Once,
                Content = block.Content,
                Detach = detach,
                Arguments = type == ScriptLanguage.PowerShell && arguments is not null ? [arguments] : null,
            },
            block.Line);

        // Batch runs before PowerShell whatever the order in the text.
        List<ConfiguredTask> tasks =
        [
            .. Scripts(TagName.Script, blocks, problems).Select(block => Script(block, ScriptLanguage.Batch)),
            .. Scripts(TagName.PowerShell, blocks, problems).Select(block => Script(block, ScriptLanguage.PowerShell)),
        ];
        if (tasks.Count == 0 && !problems.HasErrors && !blocks.Any(block => IsScript(block.Name)))
            problems.Warning(blocks[0].Line, "There is neither a <powershell> nor a <script> block, so nothing runs.");

        return new UserDataDocument
        {
            Format = UserDataFormat.Xml,
            Persist = persist,
            Detach = detach,
            RunAsLocalSystem = runAsLocalSystem,
            Arguments = arguments,
            Tasks = tasks,
            Problems = problems.ToList(),
        };
    }

    private static bool IsScript(TagName name) => name is TagName.PowerShell or TagName.Script;

    private static List<TagBlock> Named(TagName name, IReadOnlyList<TagBlock> blocks) =>
        [.. blocks.Where(block => block.Name == name)];

    private static List<TagBlock> Scripts(TagName name, IReadOnlyList<TagBlock> blocks, ProblemList problems)
    {
        var scripts = Named(name, blocks);
        if (scripts.Count > 1)
            problems.Warning(scripts[1].Line,
                $"There are {scripts.Count} {Tag.Opening(name)} blocks. They run in their order here, but "
                + "EC2Launch v1 runs none of them; join them into one to be portable.");
        foreach (var block in scripts.Where(block => string.IsNullOrWhiteSpace(block.Content)))
            problems.Note(block.Line, $"The {Tag.Opening(name)} block is empty, so nothing is started for it.");
        return scripts.FindAll(block => !string.IsNullOrWhiteSpace(block.Content));
    }

    /// <summary>Tells of a flag on a line of its own in a script: it was meant for the agent.</summary>
    private static void ReportInside(TagName flag, IReadOnlyList<TagBlock> blocks, ProblemList problems)
    {
        foreach (var block in blocks.Where(block => IsScript(block.Name)))
        {
            var line = block.ContentLine;
            foreach (var text in block.Content.AsSpan().EnumerateLines())
            {
                if (text.Trim().StartsWith(Tag.Opening(flag), StringComparison.OrdinalIgnoreCase)
                    && text.TrimEnd().EndsWith(Tag.Closing(flag), StringComparison.OrdinalIgnoreCase))
                {
                    problems.Warning(line, $"{Tag.Opening(flag)} stands inside the {Tag.Opening(block.Name)} block, so it is the "
                        + $"script's text and does not count. Put it behind {Tag.Closing(block.Name)}.");
                    return;
                }

                line++;
            }
        }
    }

    private static bool Flag(TagName name, IReadOnlyList<TagBlock> blocks, ProblemList problems)
    {
        bool? value = null;
        foreach (var block in Named(name, blocks))
        {
            if (!bool.TryParse(block.Content.Trim(), out var read))
                problems.Warning(block.Line, $"{Tag.Opening(name)} holds neither 'true' nor 'false', so it counts as false."
                    + LookalikeCharacter.Remark(block.Content));
            if (value is not null)
                problems.Warning(block.Line, $"{Tag.Opening(name)} is given more than once. The first one counts here; "
                    + "EC2Launch v1 ignores them all.");
            value ??= read;
        }

        if (value is null)
            ReportInside(name, blocks, problems);
        return value ?? false;
    }

    private static string? Arguments(IReadOnlyList<TagBlock> blocks, ProblemList problems)
    {
        var given = Named(TagName.PowerShellArguments, blocks);
        if (given.Count > 1)
            problems.Warning(given[1].Line, "<powershellArguments> is given more than once. The first one counts here; "
                + "EC2Launch v1 ignores them all.");
        return given.Count > 0 ? given[0].Content.Trim() : null;
    }
}
