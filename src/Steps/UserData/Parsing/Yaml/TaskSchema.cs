using static OpenLaunch.Steps.UserData.Parsing.Yaml.InputKind;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>
/// A task of EC2Launch v2 and its inputs (EC2 User Guide, "EC2Launch v2 task definitions for Windows startup tasks").
/// </summary>
/// <param name="Name">The task's name.</param>
/// <param name="Fields">The keys of its inputs, or of each item when it takes a list.</param>
internal sealed record TaskSchema(string Name, params IReadOnlyList<InputField> Fields)
{
    private static readonly InputField Frequency = new("frequency", Text, true) { Allowed = ["once", "always"] };

    /// <summary>Whether its inputs are a list of items, each run by itself.</summary>
    public bool TakesItems { get; init; }

    /// <summary>All documented tasks.</summary>
    public static IReadOnlyList<TaskSchema> All { get; } =
    [
        new("extendRootPartition"),
        new("activateWindows", new InputField("activation", Map, true)
        {
            Fields = [new("type", Text, true) { Allowed = ["amazon"] }],
        }),
        new("setDnsSuffix", new InputField("suffixes", TextList, true)),
        new("setAdminAccount", new InputField("name", Text), new InputField("password", Map, true)
        {
            Fields = [new("type", Text, true) { Allowed = ["random", "static", "doNothing"] }, new("data", Text)],
        }),
        new("setWallpaper",
            new InputField("path", Text, true),
            new InputField("attributes", TextList),
            new InputField("instanceTags", TextOrTextList)),
        new("enableOpenSsh"),
        new(ExecuteScriptTask.TaskName,
            Frequency,
            new InputField("type", Text, true) { Allowed = ["batch", "powershell"] },
            new InputField("runAs", Text, true) { Allowed = ["admin", "localSystem"] },
            new InputField("content", Text, true),
            new InputField("arguments", TextList),
            new InputField("detach", InputKind.Boolean),
            new InputField("timeout", InputKind.Duration)) { TakesItems = true },
        // runAs is documented as required, but the documented examples leave it out.
        new("executeProgram",
            Frequency,
            new InputField("path", Text, true),
            new InputField("arguments", TextList),
            new InputField("runAs", Text) { Allowed = ["localSystem"] },
            new InputField("detach", InputKind.Boolean),
            new InputField("timeout", InputKind.Duration)) { TakesItems = true },
        new("initializeVolume",
            new InputField("initialize", Text, true) { Allowed = ["all", "devices"] },
            new InputField("devices", MapList)
            {
                Fields =
                [
                    new("device", Text, true), new("letter", Text), new("name", Text),
                    new("partition", Text) { Allowed = ["mbr", "gpt"] },
                ],
            }),
        new("optimizeEna"),
        new("enableJumboFrames"),
        new("setHostName", new InputField("hostName", Text), new InputField("reboot", InputKind.Boolean)),
        new("startSsm"),
        new("sysprep", new InputField("clean", InputKind.Boolean), new InputField("shutdown", InputKind.Boolean)),
        new("writeFile", Frequency, new InputField("destination", Text, true), new InputField("content", Text, true))
        {
            TakesItems = true,
        },
    ];
}
