namespace OpenLaunch.Steps.Disks;

/// <summary>Reads disks, what is on them, and who has the drive letters.</summary>
internal interface IDiskInventory
{
    /// <summary>All disks by number, those that are offline too.</summary>
    Task<IReadOnlyList<DataDisk>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Who has each letter that no partition of <see cref="ListAsync"/> has: <c>a CD drive</c>.</summary>
    Task<IReadOnlyDictionary<char, string>> ListOtherLettersAsync(CancellationToken cancellationToken);

    /// <summary>Fills a buffer with bytes of a disk; offset and length are multiples of its sector size.</summary>
    /// <exception cref="Core.Engine.MachineException">They cannot be read.</exception>
    Task ReadAsync(int disk, long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Returns when a disk may have come or gone, or when the bound is over.</summary>
    Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken);
}
