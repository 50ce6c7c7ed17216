namespace OpenLaunch.Steps.UserData;

/// <summary>A task that starts a process and lives by its exit code: a script or a program.</summary>
internal sealed record ProcessTask
{
    /// <summary>What it is called in messages: <c>batch script 1 of 2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The key of its checkpoint.</summary>
    public required string Key { get; init; }

    /// <summary>All that makes it another task when it differs.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it runs at every boot.</summary>
    public required bool IsAlways { get; init; }

    /// <summary>Whether nobody waits for it.</summary>
    public required bool Detach { get; init; }

    /// <summary>The longest it may take, or null for no limit of its own.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>The account's name, for people.</summary>
    public required string Account { get; init; }

    /// <summary>The file of its standard output.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The file of its standard error.</summary>
    public required string ErrorPath { get; init; }

    /// <summary>Starts it and gives the exit code when it has ended.</summary>
    public required Func<CancellationToken, Task<int>> Start { get; init; }
}
