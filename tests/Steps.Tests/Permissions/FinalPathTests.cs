using System.Runtime.Versioning;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Tests.Permissions;

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

    [Theory]
    [InlineData(@"\\?\C:\Users\Public\out\a.txt", true)]
    [InlineData(@"\\?\c:\users\public\OUT\a.txt", true)]
    [InlineData(@"\\?\D:\shared\Users\Public\out\a.txt", true)]
    [InlineData(@"\\?\UNC\server\share\Users\Public\out\a.txt", true)]
    [InlineData(@"\\?\C:\Windows\Users\Public\out\a.txt", false)]
    [InlineData(@"\\?\C:\Windows\System32\out\a.txt", false)]
    [InlineData(@"\\?\D:\Users\Other\out\a.txt", false)]
    public void A_written_file_is_where_its_whole_path_says_or_behind_a_link(string final, bool isThere) =>
        Assert.Equal(isThere, FinalPath.IsAt(final, @"C:\Users\Public\out\a.txt"));
}
