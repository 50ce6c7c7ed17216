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

    [Description("Its text"), MayHoldSecret]
    public required string Content { get; init; }

    /// <summary>Its bytes, where they are no text.</summary>
    internal byte[]? Bytes { get; init; }

    [Description("The encoding of its text; utf8bom and utf16le begin with a byte order mark")]
    public FileEncoding Encoding { get; init; }

    [Description("Whether the text goes to the end of what there is, unless it stands there already")]
    public bool Append { get; init; }

    [Description("Whether it has the permissions of its folder, or one that is replaced its own, or is for administrators alone")]
    public FilePermissions Permissions { get; init; }

    internal FileToWrite File => Bytes is not null
        ? new(Destination, Bytes, Append)
        : new(Destination, Encoder.GetBytes(Content), Append) { Mark = Encoder.GetPreamble() };

    private Encoding Encoder => Encoding switch
    {
        FileEncoding.Utf16le => System.Text.Encoding.Unicode,
        var encoding => new UTF8Encoding(encoderShouldEmitUTF8Identifier: encoding == FileEncoding.Utf8bom),
    };
}

/// <summary>The encodings of a text file.</summary>
public enum FileEncoding
{
    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>UTF-8 with a byte order mark, which Windows PowerShell needs.</summary>
    Utf8bom,

    /// <summary>UTF-16, as older programs of Windows write it.</summary>
    Utf16le,
}

/// <summary>Who may open a file.</summary>
public enum FilePermissions
{
    /// <summary>Who may by the permissions of the folder; a file that is replaced keeps its own.</summary>
    Inherit,

    /// <summary>Administrators and the system alone.</summary>
    Administrators,
}
