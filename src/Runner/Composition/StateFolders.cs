using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Runner.Composition;

/// <summary>Where configuration, state and logs live.</summary>
/// <param name="Configuration">The folder of <c>openlaunch.yml</c>.</param>
/// <param name="State">Journal, lock, and the simulated machine.</param>
internal sealed record StateFolders(string Configuration, string State, string Log)
{
    public const string ConfigurationName = "openlaunch.yml";

    private const string AgentConfigurationName = "agent-config.yml";

    /// <summary>EC2Launch v2's own configuration, which counts where there is none of ours.</summary>
    public string AgentConfiguration { get; init; } = Path.Combine(Configuration, AgentConfigurationName);

    /// <summary>The folder of the installed agent that holds them all; null when they are elsewhere.</summary>
    public string? Root { get; init; }

    /// <summary>Those in which the agent keeps what it reads again.</summary>
    public IReadOnlyList<string> Named => [State, Log];

    /// <summary>Those in them that hold scripts and what they print.</summary>
    public IReadOnlyList<string> Made => [Scripts.WorkFolder, Scripts.LogFolder];

    /// <summary>The folders of the installed agent, and who may read them.</summary>
    public IReadOnlyList<DataFolder> Installed =>
    [
        // The configuration may hold a password, and whoever can open journal or lock can keep a run from starting.
        new(Configuration, UsersMayRead: false, IsOperators: true),
        new(State, UsersMayRead: false),
        new(Log, UsersMayRead: true),
        // Scripts and what they print may hold secrets.
        new(Scripts.WorkFolder, UsersMayRead: false),
        new(Scripts.LogFolder, UsersMayRead: false),
    ];

    /// <summary>Those of scripts, which may hold secrets.</summary>
    public ScriptFolders Scripts => ScriptFolders.In(State, Log);

    /// <summary>Refuses to go on where what is in folders that somebody named leads elsewhere.</summary>
    /// <exception cref="UntrustedFilesException">There is a link.</exception>
    public void DemandNoLinks()
    {
        if (Root is null)
            DataFolders.DemandNoLinks(Named, Made);
    }

    /// <summary>Refuses to go on where a folder may not be read: what is in it would seem not to be there.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static void DemandReadable(string folder)
    {
        if (Directory.Exists(folder))
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
    }

    /// <summary>
    /// Where a run takes its locks: in its state folder, and before that in the installed agent's, where there is one or not,
    /// so that a run with another <c>--state</c> does not change the machine at the same time.
    /// </summary>
    public IReadOnlyList<string> Locks(bool isSimulated) =>
        !isSimulated && OperatingSystem.IsWindows() && Resolve(null, isSimulated).State is var machine && machine != State
            ? [machine, State]
            : [State];

    /// <summary>The folders of the installed agent, or below <c>--state</c>, or in the current folder when simulating.</summary>
    /// <exception cref="UntrustedFilesException">A pipe or device is in the place of a file.</exception>
    public static StateFolders Resolve(string? state, bool isSimulated)
    {
        if (state is null && OperatingSystem.IsWindows() && !isSimulated)
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
            var root = Path.Combine(data, "OpenLaunch");
            return new StateFolders(Path.Combine(root, "config"), Path.Combine(root, "state"), Path.Combine(root, "log"))
            {
                Root = root,
                AgentConfiguration = Path.Combine(data, "Amazon", "EC2Launch", "config", AgentConfigurationName),
            };
        }

        var folder = Path.GetFullPath(state ?? ".openlaunch");
        var named = new StateFolders(folder, folder, Path.Combine(folder, "log"));
        if (!OperatingSystem.IsWindows())
            DataFolders.DemandFiles(named.Named, named.Made);
        return named;
    }
}
