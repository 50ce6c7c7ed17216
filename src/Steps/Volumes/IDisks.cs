namespace OpenLaunch.Steps.Volumes;

/// <summary>Reads disk layouts and extends volumes.</summary>
public interface IDisks
{
    /// <summary>The letter of the volume that Windows runs from, usually <c>C</c>.</summary>
    char SystemLetter { get; }

    /// <summary>All disks with partitions.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<Disk>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a partition longer at its end; its file system stays as it is.</summary>
    /// <param name="disk">The disk's number.</param>
    /// <param name="partition">The partition's number.</param>
    /// <param name="size">The new size in bytes.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task GrowPartitionAsync(int disk, int partition, long size, CancellationToken cancellationToken);

    /// <summary>Makes a file system as large as its partition.</summary>
    /// <param name="disk">The disk's number.</param>
    /// <param name="partition">The partition's number.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task ExtendFileSystemAsync(int disk, int partition, CancellationToken cancellationToken);
}
