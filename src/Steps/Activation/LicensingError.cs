using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Activation;

/// <summary>
/// What the codes of the licensing service mean (Microsoft, "Resolve Windows activation error codes"); Windows has no text for
/// them outside slmgr.vbs.
/// </summary>
internal static class LicensingError
{
    public const int NoVolumeKey = unchecked((int)0xC004F035);
    public const int InvalidKey = unchecked((int)0xC004F050);
    public const int NoKmsReached = unchecked((int)0xC004F074);

    private const string CheckHost = "Check that the KMS host is one of EC2's: openlaunch doctor.";
    private const string ChangeKey = "Install the KMS client key of this edition: slmgr.vbs /ipk KEY.";

    private static readonly Dictionary<int, (string Reason, string Advice)> Known = new()
    {
        [NoKmsReached] = ("no KMS could be contacted", "Check the routes, the firewall and the time: openlaunch doctor."),
        [unchecked((int)0x800706BA)] = ("nothing answers where the KMS host should be", CheckHost),
        [unchecked((int)0x8007232B)] = ("DNS knows no KMS host", CheckHost),
        [unchecked((int)0x80092328)] = ("DNS knows no KMS host", CheckHost),
        [unchecked((int)0x8007251D)] = ("DNS knows no KMS host", CheckHost),
        [unchecked((int)0xC004F038)] = ("the KMS has not been asked by enough machines", CheckHost),
        [unchecked((int)0xC004F039)] = ("the KMS host offers no key management", CheckHost),
        [unchecked((int)0xC004F041)] = ("the KMS host is not activated itself", CheckHost),
        [unchecked((int)0xC004F042)] = ("the KMS host does not serve this product", CheckHost),
        [unchecked((int)0xC004F06C)] = (
            "the clock is too far from that of the KMS", "Set the time: w32tm.exe /resync /rediscover."),
        [unchecked((int)0xC004F014)] = ("Windows has no product key", ChangeKey),
        [NoVolumeKey] = ("the product key is none of volume licensing", ChangeKey),
        [InvalidKey] = ("the product key is not valid", ChangeKey),
        [unchecked((int)0xC004F069)] = ("the product key is one of another edition or version of Windows", ChangeKey),
    };

    /// <summary>A code in words: <c>no KMS could be contacted (0xC004F074)</c>; the code alone where it is not known.</summary>
    public static string InWords(int code) =>
        Known.TryGetValue(code, out var known) ? $"{known.Reason} (0x{code:X8})"
        : code == 0 ? "done (0x00000000)" : $"code 0x{code:X8}";

    /// <summary>Makes the exception of a refusal; null for a code that says nothing of licences.</summary>
    public static MachineException? Of(string act, int code, Exception? cause = null) =>
        Known.TryGetValue(code, out var known)
            ? new($"Cannot {act}: {known.Reason} (0x{code:X8}). {known.Advice}", cause)
            : null;
}
