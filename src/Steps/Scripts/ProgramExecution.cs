namespace OpenLaunch.Steps.Scripts;

/// <summary>A program to run as LocalSystem.</summary>
public sealed record ProgramExecution
{
    /// <summary>The program's path, or its name when it is on the search path.</summary>
    public required string Path { get; init; }

    /// <summary>Its arguments, each as the program is to see it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether nobody waits for it, so that it may outlive the agent. Default: false.</summary>
    public bool Detach { get; init; }

    /// <summary>The file that gets the exit code of a detached process when it ends; null: none does.</summary>
    public string? ResultPath { get; init; }

    /// <summary>The file that standard output is streamed to.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The file that standard error is streamed to.</summary>
    public required string ErrorPath { get; init; }
}
