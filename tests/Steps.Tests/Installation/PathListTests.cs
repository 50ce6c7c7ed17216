using CsCheck;
using OpenLaunch.Steps.Installation;

namespace OpenLaunch.Steps.Tests.Installation;

public class PathListTests
{
    private const string Folder = @"C:\Program Files\OpenLaunch";

    [Theory]
    [InlineData("", Folder)]
    [InlineData(@"C:\Windows", @"C:\Windows;" + Folder)]
    [InlineData(@"C:\Windows;", @"C:\Windows;" + Folder)]
    [InlineData(@"%SystemRoot%\system32;C:\x", @"%SystemRoot%\system32;C:\x;" + Folder)]
    public void A_folder_is_added_at_the_end(string before, string after) => Assert.Equal(after, PathList.Add(before, Folder));

    [Theory]
    [InlineData(Folder)]
    [InlineData(@"C:\Windows;c:\program files\openlaunch;C:\x")]
    [InlineData(@"C:\Windows; C:\Program Files\OpenLaunch\ ;C:\x")]
    public void A_folder_that_is_there_in_any_spelling_is_not_added_again(string list) =>
        Assert.Equal(list, PathList.Add(list, Folder));

    [Theory]
    [InlineData("", "")]
    [InlineData(Folder, "")]
    [InlineData(@"C:\a;c:\PROGRAM FILES\openlaunch\;C:\b", @"C:\a;C:\b")]
    [InlineData(@"C:\Program Files\OpenLaunchTools", @"C:\Program Files\OpenLaunchTools")]
    public void A_folder_is_removed_in_any_spelling_and_no_other(string before, string after) =>
        Assert.Equal(after, PathList.Remove(before, Folder));

    [Fact]
    public void Removing_what_was_added_gives_every_other_entry_back() =>
        Gen.Char["ab\\;% "].Array[0, 12].Select(characters => new string(characters)).Sample(list =>
            PathList.Remove(PathList.Add(list, Folder), Folder).TrimEnd(';') == list.TrimEnd(';'));
}
