namespace OpenLaunch.Runner.Composition;

/// <summary>Reads user data that the command line names, a device or pipe without end included.</summary>
internal static class UserDataFile
{
    private const int MostBytes = 16 << 20; // EC2 takes 16 KiB; the readers say what is wrong with more

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">There is none, or it is larger than any user data.</exception>
    public static byte[] Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file '{path}'.");
        using var file = File.OpenRead(path);
        return Read(file, $"'{path}'");
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="UsageException">It holds more than any user data.</exception>
    public static byte[] Read(Stream stream, string name)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostBytes)
            {
                throw new UsageException(
                    $"{name} holds more than {MostBytes >> 20} MiB, so it is no user data: EC2 takes 16 KiB.");
            }
        }

        return bytes.ToArray();
    }
}
