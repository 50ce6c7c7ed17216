using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>install --replace-ec2launch</c>, and its undoing by <c>uninstall</c>.</summary>
internal static class Ec2LaunchReplacement
{
    public static Option<bool> Option() => new("--replace-ec2launch")
    {
        Description = "Disable the services and scheduled tasks of EC2Launch and EC2Config; uninstall restores them.",
    };

    [SupportedOSPlatform("windows")]
    public static Task<IReadOnlyList<InstallationAct>> InstallAsync(bool isAsked, CancellationToken cancellationToken) =>
        isAsked ? Replacement().ReplaceAsync(cancellationToken) : Task.FromResult<IReadOnlyList<InstallationAct>>([]);

    [SupportedOSPlatform("windows")]
    public static Task<IReadOnlyList<InstallationAct>> UninstallAsync(CancellationToken cancellationToken) =>
        Replacement().RestoreAsync(cancellationToken);

    [SupportedOSPlatform("windows")]
    private static AgentReplacement Replacement() => new(
        new WindowsServices(TimeProvider.System), new WindowsScheduledTasks(),
        new ReplacedAgentsFile(StateFolders.Resolve(null, isSimulated: false).State));
}
