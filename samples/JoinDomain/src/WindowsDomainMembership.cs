using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;

namespace Contoso.JoinDomain;

/// <summary>The domain of this Windows, through NetJoinDomain (lmjoin.h).</summary>
[SupportedOSPlatform("windows")]
public sealed partial class WindowsDomainMembership : IDomainMembership
{
    private const int NetSetupDomainName = 3;
    private const uint JoinDomain = 0x1;
    private const uint CreateAccount = 0x2;
    private const uint JoinWithNewName = 0x400; // one restart for a pending rename and the join

    /// <inheritdoc/>
    public string? Current
    {
        get
        {
            Check(NetGetJoinInformation(null, out var buffer, out var status), "NetGetJoinInformation");
            try
            {
                return status == NetSetupDomainName ? Marshal.PtrToStringUni(buffer) : null;
            }
            finally
            {
                _ = NetApiBufferFree(buffer);
            }
        }
    }

    /// <inheritdoc/>
    public void Join(JoinDomainInputs inputs) => Check(
        NetJoinDomain(
            null, inputs.Domain, inputs.OrganizationalUnit, inputs.UserName, inputs.Password.Reveal(),
            JoinDomain | CreateAccount | JoinWithNewName),
        $"Joining {inputs.Domain} as {inputs.UserName}");

    private static void Check(int status, string what)
    {
        if (status != 0)
            throw new Win32Exception(status, $"{what} failed: {new Win32Exception(status).Message} ({status})");
    }

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int NetGetJoinInformation(string? server, out nint name, out int status);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int NetJoinDomain(
        string? server, string domain, string? organizationalUnit, string account, string password, uint options);

    [LibraryImport("netapi32.dll")]
    private static partial int NetApiBufferFree(nint buffer);
}
