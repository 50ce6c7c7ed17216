namespace OpenLaunch.Steps.UserData.Parsing.Decoding;

/// <summary>Bytes that cannot be turned into text; it never leaves the parser, which reports its message as a problem.</summary>
internal sealed class UnreadableUserDataException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
