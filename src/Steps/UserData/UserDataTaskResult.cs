namespace OpenLaunch.Steps.UserData;

/// <summary>What became of one task: a closed set.</summary>
public abstract record UserDataTaskResult
{
    private UserDataTaskResult()
    {
    }

    /// <summary>It has done its work, now or before.</summary>
    public sealed record Finished : UserDataTaskResult;

    /// <summary>It was not run, by intention.</summary>
    /// <param name="Reason">Why, and what would make it run.</param>
    public sealed record NotRun(string Reason) : UserDataTaskResult;

    /// <summary>It wants a reboot now.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="RunsAgain">Whether it is to be run again afterwards; otherwise it is finished.</param>
    public sealed record RebootWanted(string Reason, bool RunsAgain) : UserDataTaskResult;

    /// <summary>It failed. Later tasks run all the same.</summary>
    /// <param name="Message">What failed and why.</param>
    public sealed record Failed(string Message) : UserDataTaskResult;
}
