using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Tests.Disks;

public class DiskIdentityTests
{
    private static readonly DiskFacts Ebs = new()
    {
        Bus = DiskBus.Nvme,
        Product = "Amazon Elastic B",
        Serial = "vol0123456789abcdef0_00000001.",
        AttachName = "/dev/sdf",
    };

    private static readonly DiskFacts Xen = new() { Bus = DiskBus.Scsi, Path = @"SCSI\DISK&VEN_AWS&PROD_PVDISK\000005", ScsiTarget = 5 };

    [Fact]
    public void An_EBS_volume_tells_its_id_and_the_name_it_was_attached_as()
    {
        var identity = Of(Ebs);
        Assert.Equal(new(DiskKind.Ebs, "vol-0123456789abcdef0", "sdf", null, null), identity);
        Assert.Equal("disk 3 (vol-0123456789abcdef0, sdf)", identity.Name(3));
    }

    [Fact]
    public void An_EBS_volume_whose_driver_does_not_tell_the_name_has_none() =>
        Assert.Equal(new(DiskKind.Ebs, "vol-0123456789abcdef0", null, null, null), Of(Ebs with { AttachName = null }));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("ephemeral0:sdb", "sdb", "ephemeral0")]
    [InlineData("ephemeral1:none", null, "ephemeral1")]
    public void Instance_store_tells_its_serial_and_its_number(string? told, string? device, string? ephemeral) =>
        Assert.Equal(
            new(DiskKind.InstanceStore, "AWS-22222222222222222", device, ephemeral, null),
            Of(new() { Bus = DiskBus.Nvme, Product = "Amazon EC2 NVMe", Serial = "AWS22222222222222222_00000001.", AttachName = told }));

    [Theory] // 4.9.5103: instance store of r5d and i4i was taken for EBS; 4.9.2905: NVMe for instance store
    [InlineData("AWS22222222222222222_00000001.", "Amazon Elastic B")]
    [InlineData("vol0123456789abcdef0_00000001.", "Amazon EC2 NVMe")]
    [InlineData("vol0123", "Amazon Elastic B")]
    [InlineData("", "Amazon Elastic B")]
    [InlineData("vol0123456789abcdef0_00000001.", "Virtual Disk")]
    public void What_does_not_fit_together_is_neither(string serial, string product)
    {
        var identity = Of(new() { Bus = DiskBus.Nvme, Serial = serial, Product = product });
        Assert.Equal((DiskKind.Other, "it is neither an EBS volume nor instance store"), (identity.Kind, identity.Reason));
    }

    [Fact]
    public void The_disk_of_Windows_is_the_root_whatever_its_number()
    {
        var identity = Of(Ebs with { HoldsWindows = true });
        Assert.Equal((DiskKind.Root, "vol-0123456789abcdef0", null), (identity.Kind, identity.VolumeId, identity.Reason));
    }

    public static TheoryData<string, string> ForeignBuses => new()
    {
        { nameof(DiskBus.IScsi), "it is an iSCSI disk" },
        { nameof(DiskBus.FibreChannel), "it is a Fibre Channel disk" },
        { nameof(DiskBus.Spaces), "it is a Storage Spaces disk" },
        { nameof(DiskBus.FileBacked), "it is a virtual disk" },
        { nameof(DiskBus.Usb), "it is removable" },
    };

    [Theory]
    [MemberData(nameof(ForeignBuses))]
    public void A_disk_on_another_bus_is_never_ours_even_with_the_serial_of_a_volume(string bus, string reason)
    {
        var identity = Of(Ebs with { Bus = Enum.Parse<DiskBus>(bus) });
        Assert.Equal((DiskKind.Other, reason), (identity.Kind, identity.Reason));
    }

    [Fact] // 1.3.2001200: drives of other cluster nodes were formatted
    public void A_disk_of_a_cluster_is_never_ours()
    {
        var identity = Of(Ebs with { IsClustered = true });
        Assert.Equal((DiskKind.Other, "it belongs to a failover cluster"), (identity.Kind, identity.Reason));
    }

    [Fact]
    public void A_member_of_a_pool_a_NetApp_disk_and_a_removable_one_are_never_ours()
    {
        var pooled = new Disk(1, 1L << 40, PartitionStyle.Gpt, 512, [new(1, 1 << 20, 1 << 30, null, null, 0) { Kind = PartitionKind.Pool }]);
        Assert.Equal("it belongs to a Storage Spaces pool", DiskIdentity.Of(new(pooled, Ebs), null).Reason);
        Assert.Equal("it is a NetApp disk", Of(new() { Bus = DiskBus.Sas, Path = @"SCSI\DISK&VEN_NETAPP&PROD_LUN" }).Reason);
        Assert.Equal("it is removable", Of(Ebs with { IsRemovable = true }).Reason);
    }

    [Theory]
    [InlineData(0, "sda1")]
    [InlineData(1, "xvdb")]
    [InlineData(25, "xvdz")]
    [InlineData(26, "xvdaa")]
    [InlineData(78, "xvdca")]
    [InlineData(103, "xvdcz")]
    [InlineData(701, "xvdzz")]
    [InlineData(702, null)]
    public void A_disk_of_Xen_is_named_by_its_target(int target, string? device) => Assert.Equal(device, DeviceName.OfXenTarget(target));

    [Fact]
    public void A_disk_of_Xen_is_what_the_block_device_mapping_says()
    {
        var mapping = new BlockDeviceMapping(new Dictionary<string, string>
        {
            ["ami"] = "/dev/sda1", ["ephemeral0"] = "xvdca", ["ebs1"] = "/dev/sdf", ["ebs2"] = "xvdcb",
        });
        Assert.Equal(new(DiskKind.Ebs, null, "xvdf", null, null), Of(Xen, mapping));
        Assert.Equal(new(DiskKind.InstanceStore, null, "xvdca", "ephemeral0", null), Of(Xen with { ScsiTarget = 78 }, mapping));
        Assert.Equal(DiskKind.Ebs, Of(Xen with { ScsiTarget = 79 }, mapping).Kind);
        Assert.Equal(DiskKind.Ebs, Of(Xen with { ScsiTarget = 6 }, mapping).Kind); // attached after the start
        Assert.Equal("metadata does not know xvdcc", Of(Xen with { ScsiTarget = 80 }, mapping).Reason);
    }

    [Fact]
    public void A_disk_of_Xen_is_unknown_while_metadata_does_not_answer() =>
        Assert.Equal(
            (DiskKind.Other, "metadata did not tell whether it is an EBS volume or instance store"),
            (Of(Xen).Kind, Of(Xen).Reason));

    [Theory]
    [InlineData("/dev/sdf", "xvdf")]
    [InlineData("SDF", "xvdf")]
    [InlineData(@"\dev\nvme0n1", "/dev/nvme0n1")]
    [InlineData("vol0123456789abcdef0", "vol-0123456789abcdef0")]
    [InlineData("/dev/sda1", "xvda")]
    public void Names_of_the_same_device_are_the_same(string one, string other) =>
        Assert.Equal(DeviceName.Canonical(one), DeviceName.Canonical(other));

    private static DiskIdentity Of(DiskFacts facts, BlockDeviceMapping? mapping = null) =>
        DiskIdentity.Of(new(new(1, 1L << 40, PartitionStyle.Raw, 512, []), facts), mapping);
}
