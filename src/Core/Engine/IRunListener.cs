namespace OpenLaunch.Core.Engine;

/// <summary>Listens to a run. Knows nothing of steps, and never alters the run.</summary>
public interface IRunListener
{
    /// <summary>Takes an event. Called one at a time, from any thread; must return soon.</summary>
    void Handle(RunEvent runEvent);
}
