namespace OpenLaunch.Steps.Generalization;

/// <summary>Whether Remote Desktop takes connections.</summary>
internal interface IRemoteDesktop
{
    /// <summary>Whether it takes connections.</summary>
    bool IsOpen { get; }

    /// <summary>Sets whether it takes new connections; those that are open stay open.</summary>
    void Set(bool open);
}
