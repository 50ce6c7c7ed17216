using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

[SupportedOSPlatform("windows")]
public class FinalPathTests
{
    [Theory]
    [InlineData(@"\\?\C:\Users\bob\.ssh\authorized_keys", true)]
    [InlineData(@"\\?\D:\Profiles\Bob\.ssh\authorized_keys", true)]
    [InlineData(@"\\?\C:\Users\Administrator\.ssh\authorized_keys", false)]
    [InlineData(@"\\?\C:\Windows\System32\authorized_keys", false)]
    [InlineData(@"\\?\C:\ProgramData\ssh\administrators_authorized_keys", false)]
    public void A_file_of_keys_is_where_it_must_be_or_behind_a_link(string final, bool isSame) =>
        Assert.Equal(isSame, FinalPath.IsSamePlace(final, @"C:\Users\bob\.ssh\authorized_keys"));

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
