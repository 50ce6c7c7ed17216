using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Windows.Tests;

public class WriteAccessTests
{
    private const string System = "S-1-5-18";
    private const string Administrators = "S-1-5-32-544";
    private const string Users = "S-1-5-32-545";
    private const uint FullControl = 0x1F01FF;
    private const uint ReadAndExecute = 0x1200A9;

    private static readonly AccessEntry[] Trusted =
        [new(System, FullControl, Allows: true), new(Administrators, FullControl, Allows: true)];

    [Fact]
    public void Trusts_what_only_administrators_can_alter() =>
        Assert.Empty(WriteAccess.Untrusted(Administrators, [.. Trusted, new(Users, ReadAndExecute, Allows: true)]));

    [Theory]
    [InlineData(0x2)] // write data
    [InlineData(0x4)] // append data
    [InlineData(0x40)] // delete a child
    [InlineData(0x10000)] // delete
    [InlineData(0x40000)] // change permissions
    [InlineData(0x80000)] // take ownership
    [InlineData(0x10000000)] // everything
    [InlineData(0x40000000)] // every write
    public void Names_everybody_who_can_put_other_content_in_place(uint right) =>
        Assert.Equal([Users], WriteAccess.Untrusted(System, [.. Trusted, new(Users, ReadAndExecute | right, Allows: true)]));

    [Fact]
    public void Names_an_owner_who_could_give_himself_the_right() =>
        Assert.Equal(["S-1-5-21-1-2-3-1001"], WriteAccess.Untrusted("S-1-5-21-1-2-3-1001", Trusted));

    [Fact]
    public void Names_everyone_when_there_is_no_list() => Assert.Equal(["S-1-1-0"], WriteAccess.Untrusted(System, null));

    [Fact]
    public void Leaves_out_entries_for_the_content_only_and_denials() =>
        Assert.Empty(WriteAccess.Untrusted(
            System,
            [.. Trusted, new(Users, FullControl, Allows: true, InheritOnly: true), new(Users, FullControl, Allows: false)]));

    [Theory]
    [InlineData(0x40)] // delete a child
    [InlineData(0x10000)] // delete
    [InlineData(0x40000)] // change permissions
    [InlineData(0x80000)] // take ownership
    [InlineData(0x10000000)] // everything
    public void A_folder_can_be_exchanged_by_who_can_delete_or_take_it(uint right) => Assert.NotEqual(0u, right & WriteAccess.Moving);

    [Theory]
    [InlineData(0x2)] // add a file
    [InlineData(0x4)] // add a folder
    [InlineData(0x40000000)] // every write
    public void A_folder_is_not_exchanged_by_adding_to_it(uint right) => Assert.Equal(0u, right & WriteAccess.Moving);

    [Theory]
    [InlineData("O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", true)]
    [InlineData("O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", true)] // as Windows gives back what was set
    [InlineData("O:BAD:AI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", false)] // inherits more from its parent
    [InlineData("O:S-1-5-21-1-2-3-1001D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", false)] // its owner can open it again
    [InlineData("O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)", false)] // users read it
    public void A_folder_is_left_alone_only_with_exactly_the_wanted_permissions(string present, bool isSame) =>
        Assert.Equal(isSame, WriteAccess.IsSame(present, "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"));
}
