using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>A script or program in its place: its name, its files, and what the journal keeps of it.</summary>
internal sealed class PlacedScript
{
    private readonly string key;
    private readonly string series;
    private readonly ScriptCheckpoint kept;

    public PlacedScript(ProcessItem item, IScriptPlace place, int ordinal, string series)
    {
        (Item, Place, this.series) = (item, place, series);
        File = place.FileOf(ordinal);
        key = place.KeyOf(item.KeyKind, ordinal, item.Text);
        kept = ScriptCheckpoint.Read(place.Journal.Recall(key), item.Text, place.Rule.IsTextChanged);
        var file = item.Command is ProcessCommand.Program program && place.Rule.NamesPrograms
            ? $" ({Path.GetFileName(program.Shown.Replace('\\', '/'))})" : "";
        Name = $"{item.Command.Kind} {ordinal} of {place.Count}{file}";
    }

    public ProcessItem Item { get; }

    public IScriptPlace Place { get; }

    /// <summary>What it is called in messages: <c>batch script 1 of 2</c>.</summary>
    public string Name { get; }

    /// <summary>What its files of output are called.</summary>
    public string File { get; }

    private bool IsOnce => Item.Frequency == ScriptFrequency.Once;

    public ScriptDecision Decide() => kept.Decide(Name, IsOnce, Place.Rule, series, Place.Journal.BootId);

    /// <summary>Keeps that it starts. What must run once does not run where that cannot be kept.</summary>
    public void KeepStart(int attempt)
    {
        var started = Next(ScriptProgress.Started) with { Attempts = attempt, Reboots = kept.Reboots };
        if (Place.Journal.DryRun)
            return;

        // The engine leaves the counting to this, so that a script that never ends does not cost those behind it.
        Place.Journal.TryRemember(
            StepContext.AttemptKey, $"{Name}, attempt {attempt} of {ScriptCheckpoint.MaxAttempts}");
        if (IsOnce)
            Place.Journal.Remember(key, started.ToString());
        else
            Place.Journal.TryRemember(key, started.ToString());
    }

    /// <summary>Keeps that the run was cancelled while it ran.</summary>
    public void KeepCancelled(int attempt)
    {
        var started = Next(ScriptProgress.Started) with
        {
            Attempts = attempt, Reboots = kept.Reboots, Detail = Place.Journal.BootId,
        };
        Place.Journal.TryRemember(key, started.ToString());
    }

    /// <summary>Keeps that its check found nothing to do, or failed.</summary>
    public ProcessEnd? KeepCheck(ProcessEnd check)
    {
        if (!Place.Journal.DryRun)
            Place.Journal.TryRemember(key, Next(ScriptProgress.Open).ToString());
        return check.Failure is null ? null : check;
    }

    /// <returns>The end, a failure when it asked for one reboot too many.</returns>
    public ProcessEnd KeepEnd(ProcessEnd end)
    {
        if (end.WantsReboot && Place.Rule.MaxReboots is { } most && kept.Reboots >= most)
        {
            end = new ProcessEnd(null, $"The {Name} asked for a reboot once more (exit code {end.Code}) after {most} of them: "
                + "it must end with another code when its work is done.");
        }

        var next = end switch
        {
            { WantsReboot: true } => Next(ScriptProgress.Open) with { Reboots = kept.Reboots + 1 },
            { WantsNextStart: true } => Next(ScriptProgress.Open),
            { HasBegun: false } => Next(ScriptProgress.Open),
            { Failure: { } failure } => Next(ScriptProgress.Failed) with { Detail = failure },
            _ => Next(ScriptProgress.Finished),
        };
        return Place.Journal.TryRemember(key, next.ToString()) || !IsOnce
            ? end
            : new ProcessEnd(null, end.Failure ?? $"The {Name} has ended, but the journal cannot be written: it may run again.");
    }

    /// <summary>Keeps that it counts as failed without another attempt.</summary>
    public void KeepFailure(string message)
    {
        if (!Place.Journal.DryRun && kept.Progress != ScriptProgress.Failed)
        {
            var failed = kept with { Progress = ScriptProgress.Failed, Detail = message, Series = series };
            Place.Journal.TryRemember(key, failed.ToString());
        }
    }

    private ScriptCheckpoint Next(ScriptProgress progress) => new(kept.Sha256, progress) { Series = series };
}
