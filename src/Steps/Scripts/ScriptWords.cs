using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The shell that a script is written for.</summary>
public enum ScriptLanguage
{
    /// <summary>The Windows command interpreter, cmd.exe.</summary>
    Batch,

    /// <summary>Windows PowerShell.</summary>
    [InputKey("powershell")]
    PowerShell,
}

/// <summary>The account that a script runs under.</summary>
public enum ScriptAccount
{
    /// <summary>The local administrator.</summary>
    Admin,

    /// <summary>LocalSystem.</summary>
    LocalSystem,
}

/// <summary>How often a script runs.</summary>
public enum ScriptFrequency
{
    /// <summary>Once on this instance.</summary>
    Once,

    /// <summary>Whenever its step runs: at every boot.</summary>
    Always,
}
