namespace OpenLaunch.Steps.WriteFile;

/// <summary>A file that is to be on the machine.</summary>
/// <param name="Content">Its bytes, or those to append.</param>
/// <param name="Append">Whether the bytes go to the end of what there is, unless they stand there already.</param>
public sealed record FileToWrite(string Path, byte[] Content, bool Append)
{
    /// <summary>What begins a file that is written whole: the mark of an encoding. Default: nothing.</summary>
    public byte[] Mark { get; init; } = [];

    /// <summary>What the file must hold.</summary>
    /// <param name="current">What it holds, or null when there is none.</param>
    /// <returns>The bytes to write, or null when it is as it must be.</returns>
    public byte[]? Plan(byte[]? current)
    {
        if (Append && current is not null)
            return current.AsSpan().EndsWith(Content) ? null : [.. current, .. Content];
        byte[] whole = [.. Mark, .. Content];
        return current is not null && current.AsSpan().SequenceEqual(whole) ? null : whole;
    }
}
