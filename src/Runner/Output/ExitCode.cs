namespace OpenLaunch.Runner.Output;

/// <summary>The exit codes, fixed for good. Those from 64 on are the BSD sysexits that fit.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>With <c>--detailed-exitcode</c>: a dry run found changes, and nothing failed.</summary>
    public const int Changes = 2;

    public const int Reboot = 3;
    public const int Usage = 64;
    public const int Locked = 75;
    public const int NoPermission = 77;
    public const int BadConfiguration = 78;

    /// <summary>The codes of <c>status</c>: EC2Launch v2's table.</summary>
    public static class Status
    {
        public const int Ok = 0;
        public const int Failed = 1;
        public const int Running = 2;
        public const int Unknown = 3;
        public const int Unreadable = 4;
        public const int NeverRan = 5;
    }
}
