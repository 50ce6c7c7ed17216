using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

[SupportedOSPlatform("windows")]
public class AuthorizedKeyFileTests
{
    /// <summary>A user may make a file that takes no room on the disk and more than all memory when it is read.</summary>
    [Fact]
    public async Task No_more_of_a_file_of_keys_is_read_than_one_can_be()
    {
        using var file = new MemoryStream(new byte[1 << 22]);
        var refusal = await Assert.ThrowsAsync<MachineException>(
            () => AuthorizedKeyFile.ReadTextAsync(file, "keys", TestContext.Current.CancellationToken));
        Assert.Equal("'keys' is larger than 1 MiB, so it is no file of public keys. Remove it.", refusal.Message);
        Assert.Equal((1 << 20) + 1, file.Position);
    }
}
