namespace OpenLaunch.Core.Console;

/// <summary>What a console line is about.</summary>
public enum ConsoleTopic
{
    /// <summary>How the boot goes on: Sysprep, metadata, restart. Always written.</summary>
    Progress,

    /// <summary>Operating system, drivers, instance: configured as <c>info</c>.</summary>
    Info,

    /// <summary>User name and encrypted password: configured as <c>password</c>.</summary>
    Password,

    /// <summary>Windows is Ready to use: configured as <c>ready</c>.</summary>
    Ready,
}
