using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Diagnosis;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>repair</c>: mends routes, time and activation after the machine or its image moved to another subnet.</summary>
internal static class RepairCommand
{
    /// <summary>Somebody waits for the answer, and with the routes in place metadata answers at once.</summary>
    private static readonly TimeSpan MetadataBudget = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MetadataBudgetOfCheck = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AdapterWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AdapterWaitOfCheck = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var check = new Option<bool>("--check") { Description = "Tell what differs, and change nothing." };
        var json = CommonOptions.Json();
        var command = new VerbCommand(
            "repair",
            "Mends routes, time and licence after a move to a new subnet. Then it verifies that metadata and KMS answer. "
            + "Touches nothing else.",
            [
                new(ExitCode.Done, "all is well"),
                new(ExitCode.Failed, "something is still wrong; with --check: there is something to do"),
                new(ExitCode.Locked, "another run is under way"), new(ExitCode.NoPermission, "not enough rights"),
                new(ExitCode.BadConfiguration, "bad configuration"),
            ],
            "repair", "repair --check")
        {
            check, json,
        };
        host.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var isCheck = parsed.GetValue(check);
            var where = host.Read(parsed, isDryRun: isCheck)
                .ForPerson("repair", isCheck ? MetadataBudgetOfCheck : MetadataBudget);
            return RunAsync(where, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(HostOptions where, bool asJson, CancellationToken cancellationToken)
    {
        var code = await RepairAsync(where, asJson, cancellationToken);
        await EndOfPlan.HonourAsync(where, cancellationToken);
        return code;
    }

    private static async Task<int> RepairAsync(HostOptions where, bool asJson, CancellationToken cancellationToken)
    {
        var host = await RunHost.OpenAsync(
            where, source => Configure(where, source), TimeProvider.System, cancellationToken);
        await using (host)
        {
            var options = new RunOptions { DryRun = where.IsDryRun, Force = true, Verb = where.Verb };
            var result = await host.RunAsync(options, new WaitProgress(Console.Error), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var repair = new RepairResult(
                where.IsDryRun, result, await VerifyAsync(host, result, cancellationToken));
            Console.Out.WriteLine(
                asJson ? RepairJson.Write(repair) : PrintableText.Block(RepairReport.Write(repair)).ReplaceLineEndings());
            return repair.IsWell ? ExitCode.Done : ExitCode.Failed;
        }
    }

    private static LaunchConfiguration Configure(HostOptions where, ConfigurationSource source)
    {
        var configuration = source.Read();
        var wait = where.IsDryRun ? AdapterWaitOfCheck : AdapterWait;
        return configuration with { Plan = NetworkPlan.Of(configuration, source.Catalogue, wait) };
    }

    private static Task<IReadOnlyList<Verification>> VerifyAsync(
        RunHost host, RunResult result, CancellationToken cancellationToken)
    {
        var activation = result.Steps.FirstOrDefault(step => step.Entry.Definition.Name == "activateWindows");
        return new NetworkVerifier(
                host.Metadata,
                host.Ports.GetRequiredService<ActivationDrift>(),
                host.Ports.GetRequiredService<IKmsProbe>(),
                TimeProvider.System)
            .VerifyAsync((activation?.Outcome as StepOutcome.SkippedOutcome)?.Reason, cancellationToken);
    }
}
