using System.Runtime.Versioning;
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
}
