namespace OpenLaunch.Steps.UserData.Parsing.Decoding;

/// <summary>
/// What one parse may still unpack. The parts of a MIME message share it, so that many small bombs cost no more than one.
/// </summary>
internal sealed class ReadBudget
{
    /// <summary>The most bytes that user data may have, before and after unpacking: 1 MiB. EC2 itself allows 16 KiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private int _remaining = MaxBytes;

    /// <summary>Copies a stream to its end, and refuses at the first byte past the budget.</summary>
    public byte[] ReadToEnd(Stream stream, string container)
    {
        var result = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (read > _remaining)
                throw new UnreadableUserDataException(1, $"The {container} unpacks to more than {MaxBytes} bytes (1 MiB). "
                    + "User data of that size is refused; put large content where a script can download it.");
            _remaining -= read;
            result.Write(buffer, 0, read);
        }

        return result.ToArray();
    }
}
