using System.Globalization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>
/// One run's hold on the state folder: the lock and the open journal; neither in a dry run. A disk that cannot be written stops
/// no run: what is missing is among the warnings.
/// </summary>
public sealed class RunSession : IDisposable
{
    // A step of a repair may take its 15 minutes.
    private static readonly TimeSpan PatienceOfBoot = TimeSpan.FromMinutes(15);

    // Antivirus and readers that share nothing hold a file for moments.
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<RunLock> locks = [];
    private readonly List<string> warnings = [];
    private readonly TimeProvider time;

    private RunSession(TimeProvider time) => (this.time, RunId) = (time, NewId(time));

    /// <summary>Identifies the run; later runs sort after earlier ones.</summary>
    public string RunId { get; private set; }

    /// <summary>What happened before.</summary>
    public JournalHistory History { get; private set; } = new([]);

    /// <summary>What was found damaged in the journal, and what of the state folder cannot be used.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    internal JournalFile? Journal { get; private set; }

    /// <summary>Takes the lock and opens the journal, for the run of a boot.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <exception cref="RunLockedException">Another run is under way.</exception>
    /// <exception cref="UnauthorizedAccessException">Somebody without rights started the run.</exception>
    public static Task<RunSession> OpenAsync(string stateFolder, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync([stateFolder], verb: null, _ => { }, time, cancellationToken);

    /// <summary>Takes the locks and opens the journal.</summary>
    /// <param name="folders">The state folder; before it the folder of a lock that the machine's state folders share.</param>
    /// <param name="verb">The verb that asks for a run which is no boot's; such a one waits for none.</param>
    internal static async Task<RunSession> OpenAsync(
        IReadOnlyList<string> folders, string? verb, Action<string> tell, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = new RunSession(time);
        try
        {
            foreach (var folder in folders)
                await session.LockAsync(folder, verb, tell, time, cancellationToken);
            await session.OpenJournalAsync(folders[^1], time, cancellationToken);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Reads the journal and writes nothing, not even a lock: for a dry run.</summary>
    /// <param name="stateFolder">The state folder; may be missing.</param>
    public static RunSession OpenReadOnly(string stateFolder, TimeProvider time)
    {
        var session = new RunSession(time);
        session.Read(JournalContent.Read(Path.Combine(stateFolder, JournalFile.FileName)));
        return session;
    }

    /// <summary>Records that the run does not begin.</summary>
    /// <param name="reasons">All that keeps it from beginning; no secret.</param>
    /// <exception cref="IOException">The disk refuses the record.</exception>
    internal void Refuse(IReadOnlyList<string> reasons, string? verb, Func<IHostIdentity> host, TimeProvider time)
    {
        var facts = HostFacts.Read(host, History, RunId, _ => { });
        Journal?.Append(new JournalRecord
        {
            Kind = JournalRecordKind.Refused,
            Time = time.GetUtcNow(),
            Run = RunId,
            Verb = verb,
            Boot = facts.BootId,
            Machine = facts.MachineId,
            Reasons = reasons,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Journal?.Dispose();
        locks.ForEach(held => held.Dispose());
    }

    // A Guid is as random as four digits need; on Linux the usual source loads OpenSSL, a tenth of a boot with nothing to do.
    private static string NewId(TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid().ToString("N")[..4]}");

    /// <summary>Whoever has no rights is told so; for an administrator or LocalSystem it is the disk that refuses.</summary>
    private static bool IsOfDisk(Exception refusal) =>
        refusal is IOException || (refusal is UnauthorizedAccessException && Environment.IsPrivilegedProcess);

    private async Task LockAsync(
        string folder, string? verb, Action<string> tell, TimeProvider time, CancellationToken cancellationToken)
    {
        var holder = RunLock.Describe(RunId, time.GetUtcNow(), verb);
        try
        {
            locks.Add(verb is null
                ? await RunLock.TakeForBootAsync(folder, holder, PatienceOfBoot, tell, time, cancellationToken)
                : await RunLock.TakeAsync(folder, holder, time, cancellationToken));
        }
        catch (Exception refusal) when (IsOfDisk(refusal))
        {
            warnings.Add($"There is no lock in {folder}, so another run is not kept away: {refusal.Message}");
        }
    }

    private async Task OpenJournalAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await PatientlyAsync(() => Journal = Open(folder));
        }
        catch (Exception refusal) when (IsOfDisk(refusal))
        {
            Journal = JournalFile.Unusable(folder, refusal.Message);
            warnings.Add($"The journal in {folder} cannot be read, so what ran before is not known: {refusal.Message}");
        }

        try
        {
            await PatientlyAsync(Journal!.Prepare);
        }
        catch (Exception refusal) when (IsOfDisk(refusal))
        {
            // The first record tries again, and the run says what came of it.
        }

        async Task PatientlyAsync(Action act)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    act();
                    return;
                }
                catch (IOException refusal) when (RunLock.IsInUse(refusal) && attempt < Attempts)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
    }

    private JournalFile Open(string folder)
    {
        var journal = JournalFile.Open(folder, out var content);
        Read(content);
        return journal;
    }

    private void Read(JournalContent content)
    {
        // Of two runs in a second with the same id the first would count as the start of the other.
        if (content.Records.Any(record => record.Run == RunId))
        {
            var taken = content.Records.Select(record => record.Run).ToHashSet();
            while (taken.Contains(RunId))
                RunId = NewId(time);
        }

        History = new JournalHistory(content.Records);
        warnings.AddRange(content.Warnings);
    }
}
