using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The shell of a script, in the words of EC2Launch v2.</summary>
public enum ScriptShell
{
    /// <summary>cmd.exe.</summary>
    Batch,

    /// <summary>Windows PowerShell.</summary>
    [InputKey("powershell")]
    PowerShell,
}
