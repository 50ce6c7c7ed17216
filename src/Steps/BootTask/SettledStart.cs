namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// The file of the state folder that names the latest start at which there was nothing to do: no run is in the journal then, and
/// <c>status</c> would wait for one. It is not flushed: it speaks of this start of Windows alone.
/// </summary>
internal sealed class SettledStart(string stateFolder)
{
    private const int MostCharacters = 200;

    private readonly string path = Path.Combine(stateFolder, "settled-start");

    /// <summary>The start; null where there was none, or the file cannot be read.</summary>
    public string? Read()
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostCharacters } ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The disk is full, read-only or gone.</exception>
    public void Write(string bootId) => File.WriteAllText(path, bootId);
}
