using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// The wish of a script for Sysprep, kept as a file until the plan of the run that the script belongs to has ended. A restart
/// in the middle keeps it: the plan goes on first.
/// </summary>
internal sealed class SysprepRequest(string stateFolder)
{
    public const string FileName = "sysprep.request";

    private const string HolderStart = "sysprep";

    private string RequestPath => Path.Combine(stateFolder, FileName);

    /// <summary>What Sysprep calls itself while it holds the run lock, so that nobody leaves it a request.</summary>
    public static string Holder { get; } = $"{HolderStart}, process {Environment.ProcessId}";

    /// <summary>Whether a run holds the lock, whose end honours requests; else Sysprep does.</summary>
    public static bool IsHeldByRun(RunLockedException locked)
    {
        return !locked.Holder.StartsWith(HolderStart, StringComparison.Ordinal);
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Make(SysprepWish wish) =>
        AtomicFile.Write(RequestPath, JsonSerializer.SerializeToUtf8Bytes(wish, SysprepWishJson.Default.SysprepWish));

    /// <summary>Takes the request, which is then gone: what fails is not tried again at each later run.</summary>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    /// <exception cref="MachineException">It is none; it is gone all the same.</exception>
    public SysprepWish? Take()
    {
        if (!File.Exists(RequestPath))
            return null;
        var wish = File.ReadAllBytes(RequestPath);
        File.Delete(RequestPath);
        try
        {
            return JsonSerializer.Deserialize(wish, SysprepWishJson.Default.SysprepWish);
        }
        catch (JsonException exception)
        {
            throw new MachineException(
                $"{RequestPath} was no request for Sysprep ({exception.Message}). It is removed; call "
                + "'openlaunch sysprep' again.",
                exception);
        }
    }
}

/// <summary>How Sysprep is wished for.</summary>
internal sealed record SysprepWish
{
    /// <summary>How long it waits for Windows when nobody says.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(20);

    /// <summary>Whether the machine is shut down afterwards. Default: false.</summary>
    public bool Shutdown { get; init; }

    /// <summary>Whether openlaunch runs at each start of an instance. Default: false.</summary>
    public bool PerBoot { get; init; }

    /// <summary>Whom it runs as. Default: auto.</summary>
    public SysprepAccount Account { get; init; }

    /// <summary>The longest wait for Setup, servicing and restarts of Windows. Default: 20 minutes.</summary>
    public TimeSpan Wait { get; init; } = DefaultWait;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(SysprepWish))]
internal sealed partial class SysprepWishJson : JsonSerializerContext;
