using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>
/// What ought to become of a disk that is started here and there, from the table of docs/starts.md alone: it knows no journal, no
/// step and no frequency.
/// </summary>
internal sealed class DiskModel(bool hasScript, bool isForEachStart)
{
    private readonly HashSet<string> setUp = [];
    private bool isMarked;

    public required string Id { get; set; }

    public required int Subnet { get; set; }

    public StartFrequency Wish { get; private set; } = StartFrequency.PerInstance;

    public bool IsTaskEnabled { get; private set; } = true;

    public bool HasRoutes { get; private set; }

    public int Passwords { get; private set; }

    public int Scripts { get; private set; }

    public int Ready { get; private set; }

    public bool IsLicensed { get; set; }

    public void Schedule(StartFrequency wish) => (Wish, IsTaskEnabled) = (wish, wish != StartFrequency.Never);

    public void DeleteMarker() => isMarked = false;

    /// <summary>What Sysprep, or reset, leaves.</summary>
    public void Forget()
    {
        isMarked = false;
        setUp.Clear();
    }

    public void Restart()
    {
        HasRoutes = false;
        if (!IsTaskEnabled)
            return;
        if (!isMarked)
            setUp.Clear(); // somebody deleted it, or nothing was set up yet
        if (Wish == StartFrequency.PerInstance && setUp.Contains(Id))
            SeeToNetwork();
        else
            Run();
    }

    public void Run()
    {
        var isNew = setUp.Add(Id);
        isMarked = true;
        if (isNew)
            Passwords++;
        if (isNew && !isForEachStart && hasScript)
            Scripts++;
        SeeToNetwork();
        Ready++;
        IsTaskEnabled = Wish switch
        {
            StartFrequency.Never => false,
            StartFrequency.Once => isForEachStart,
            _ => true,
        };
    }

    private void SeeToNetwork()
    {
        (HasRoutes, IsLicensed) = (true, true);
        if (isForEachStart)
            Scripts++;
    }
}
