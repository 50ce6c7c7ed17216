using CsCheck;
using OpenLaunch.Steps.HostIdentity;

namespace OpenLaunch.Windows.Tests;

public class SmbiosTableTests
{
    private static readonly Guid Uuid = new("ec2e1916-9099-7caf-fd21-012345abcdef");

    [Fact]
    public void Finds_the_UUID_behind_a_structure_with_strings() =>
        Assert.Equal(Uuid, SmbiosTable.FindSystemUuid(Table(Uuid)));

    [Fact]
    public void Says_there_is_none_when_all_bits_are_equal()
    {
        Assert.Null(SmbiosTable.FindSystemUuid(Table(Guid.Empty)));
        Assert.Null(SmbiosTable.FindSystemUuid(Table(Guid.AllBitsSet)));
    }

    [Fact]
    public void Survives_a_table_cut_anywhere() =>
        Gen.Int[0, Table(Uuid).Length].Sample(length =>
            SmbiosTable.FindSystemUuid(Table(Uuid).AsSpan(0, length)) is not { } found || found == Uuid);

    [Fact]
    public void Survives_any_bytes() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        _ = SmbiosTable.FindSystemUuid(bytes);
    });

    private static byte[] Table(Guid uuid)
    {
        byte[] firmware = [0, 5, 0, 0, 1, .. "Amazon EC2\0\0"u8];
        byte[] system = [1, 27, 1, 0, 0, 0, 0, 0, .. uuid.ToByteArray(), 6, 0, 0, 0, 0];
        byte[] structures = [.. firmware, .. system];
        return [0, 3, 0, 0, .. BitConverter.GetBytes(structures.Length), .. structures];
    }
}
