namespace OpenLaunch.Steps.Tests.Engine;

/// <summary>Waits for nothing between tries over HTTP.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == TimeSpan.FromSeconds(5) ? TimeSpan.Zero : dueTime, period);
}
