using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using OpenLaunch.Core.Binding;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The inputs of <see cref="WriteFileStep"/>: those of EC2Launch v2.</summary>
public sealed record WriteFileInputs : IEachStartInputs
{
    [WholeInputs, Required, AtLeast(1), Description("The files, written one after the other")]
    [Holds(typeof(FileItem))]
    public IReadOnlyList<FileItem> Files { get; init; } = [];

    bool IEachStartInputs.AsksForEachStart => Files.Any(item => item.Frequency == ScriptFrequency.Always);
}

/// <summary>One file.</summary>
public sealed record FileItem
{
    [Description("Whether it is written once for this instance or whenever the step runs")]
    public ScriptFrequency Frequency { get; init; } = ScriptFrequency.Always;

    [StringLength(int.MaxValue, MinimumLength = 1), Description("Its full path; folders are made")]
    public required string Destination { get; init; }

    [Description("Its text, written as UTF-8 without a byte order mark"), MayHoldSecret]
    public required string Content { get; init; }

    /// <summary>Its bytes, where they are no text.</summary>
    internal byte[]? Bytes { get; init; }

    /// <summary>Whether the bytes go to the end of what there is, unless they stand there already.</summary>
    internal bool Append { get; init; }

    internal FileToWrite File => new(Destination, Bytes ?? Encoding.UTF8.GetBytes(Content), Append);
}
