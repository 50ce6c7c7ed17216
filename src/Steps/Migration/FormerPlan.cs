using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Migration;

/// <summary>Makes a plan of the settings of EC2Launch v1 or EC2Config, in the order in which EC2Launch v1 works.</summary>
internal sealed class FormerPlan(List<MigrationNote> notes)
{
    private const string ByItself = "always done, as by EC2Launch";

    private readonly List<MigratedEntry> entries = [];

    public MigratedPlan Make(string source, FormerSettings settings)
    {
        entries.Add(new("waitForSysprep", ByItself) { Timeout = "35m", Inputs = Tree.Map(("timeout", Tree.Word("30m"))) });
        Add("addRoutes", settings.AddRoutes);
        Add("waitForMetadata", settings.WaitForMetadata);
        Add("activateWindows", settings.Activate, timeout: "3m");
        if (settings.SetComputerName is { } name)
            Add("setHostName", name, Tree.Map(("format", Tree.Word("v1"))));
        entries.Add(new("showInstanceInfo", ByItself));
        AddWhereOn("setDnsSuffix", settings.SetDnsSuffix, Tree.Map(("position", Tree.Word("first"))));
        Add("extendRootPartition", settings.ExtendBootVolume);
        AddWhereOn("setWallpaper", settings.SetWallpaper);
        AddWhereOn("keepMonitorOn", settings.KeepMonitorOn);
        AddPassword(settings.Password);
        entries.Add(new("announceReady", ByItself));
        if (settings.KeepMonitorOn is not null)
            entries.Add(new("setHibernation", ByItself));
        AddWhereOn("initializeVolume", settings.InitializeDisks, Tree.Map(("initialize", Tree.Word("all"))));
        AddLetters(settings);
        AddWhereOn("sendEventLogs", settings.SendEventLogs, Tree.Map(("events", Tree.List(settings.Events))));
        entries.Add(new("startSsm", "before user data: remote access must not wait for it"));
        Add("runUserData", settings.HandleUserData, timeout: "4h");
        entries.Add(new("registerBootTask", settings.RunsAtEachStart ? "EC2Config runs at each start" : ByItself)
        {
            Inputs = Tree.Map(("state", Tree.Word(settings.RunsAtEachStart ? "enabled" : "disabled"))),
        });
        return new(source, entries, notes);
    }

    /// <summary>A step that the plan of every agent has, on or off.</summary>
    private void Add(string step, Setting? setting, YamlNode? inputs = null, string? timeout = null)
    {
        entries.Add(new(step, setting?.From ?? ByItself)
        {
            IsEnabled = setting?.IsOn ?? true, Inputs = inputs, Timeout = timeout,
        });
        if (setting is not null)
            notes.Add(new(MigrationKind.Kept, setting.From, setting.IsOn ? step : $"{step}, not enabled"));
    }

    /// <summary>A step that the plan has where somebody asked for it.</summary>
    private void AddWhereOn(string step, Setting? setting, YamlNode? inputs = null)
    {
        if (setting is null)
            return;
        if (setting.IsOn)
            entries.Add(new(step, setting.From) { Inputs = inputs });
        notes.Add(new(MigrationKind.Kept, setting.From, setting.IsOn ? step : "off, so it is not in the plan"));
    }

    private void AddPassword((string Type, string From)? password)
    {
        var (type, from) = password ?? ("random", ByItself);
        entries.Add(new("setAdminAccount", from)
        {
            Frequency = StepFrequency.PerInstance,
            Inputs = Tree.Map(("password", type == "static"
                ? Tree.Map(("type", Tree.Word(type)), ("data", Tree.Text("")))
                : Tree.Map(("type", Tree.Word(type))))),
        });
        if (password is null)
            return;
        if (type == "random")
            notes.Add(new(
                MigrationKind.ChangedMeaning, from, "setAdminAccount: once per instance, and not at each scheduled run"));
        else if (type == "doNothing")
            notes.Add(new(MigrationKind.Kept, from, "setAdminAccount, the password stays as it is"));
    }

    private void AddLetters(FormerSettings settings)
    {
        var taken = new Dictionary<char, string>();
        foreach (var (label, letter) in settings.Letters)
        {
            if (taken.TryAdd(letter[0], label))
                continue;
            notes.Add(new(
                MigrationKind.ChangedMeaning, settings.LettersFrom,
                $"'{label}' is left out: the letter {letter} is wanted for '{taken[letter[0]]}' already"));
        }

        if (taken.Count == 0)
            return;
        entries.Add(new("setDriveLetters", settings.LettersFrom)
        {
            IsEnabled = settings.SetsLetters,
            Inputs = Tree.Map(("letters", Tree.List(taken.Select(pair => Tree.Map(
                ("label", Tree.Text(pair.Value)), ("letter", Tree.Text(pair.Key.ToString()))))))),
        });
        notes.Add(new(
            MigrationKind.Kept, settings.LettersFrom, settings.SetsLetters ? "setDriveLetters" : "setDriveLetters, not enabled"));
    }
}
