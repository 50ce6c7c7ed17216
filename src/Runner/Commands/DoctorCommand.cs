using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>doctor</c>: explains the machine, and names the command that mends each finding.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan MetadataBudget = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var json = CommonOptions.Json();
        var all = new Option<bool>("--all") { Description = "List what is well, too." };
        var language = new Option<string>("--language")
        {
            Description = "The language of the sentence, the command and the headings: en or ja (Japanese).",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong(DiagnosisLanguage.Codes);
        var command = new VerbCommand(
            "doctor",
            "Explains this machine in one sentence and names one command. Below them: what is wrong with adapters, "
            + "routes, metadata, DNS, time, KMS, licence, agents. Changes nothing.",
            [new(ExitCode.Done, "nothing to do"), new(ExitCode.Failed, "at least one warning or error")],
            "doctor", "doctor --all", "doctor --language ja", "doctor --simulate --state moved --json")
        {
            all, json, language,
        };
        host.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, isDryRun: true).ForReading("doctor", MetadataBudget);
            return RunAsync(
                where, parsed.GetValue(json), parsed.GetValue(all), DiagnosisLanguage.Of(parsed.GetValue(language)!),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        HostOptions where, bool asJson, bool isWhole, DiagnosisLanguage language, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var host = await RunHost.OpenAsync(where, source => source.Read(), time, cancellationToken);
        await using (host)
        {
            MachineFacts facts;
            using (var looks = new LooksTold(language, isSilent: Console.IsErrorRedirected))
            {
                facts = await new FactGatherer(PortsOf(host), time).GatherAsync(
                    () => StartReading.Read(where.Folders).Start(where.Folders, time).Run,
                    NetworkPlan.WantsPersistentRoutes(NetworkPlan.RoutesOf(host.Configuration, BuiltInSteps.Catalogue)),
                    looks.Tell, cancellationToken);
            }

            var findings = MachineDiagnosis.Of(facts).Select(finding => finding.Printable).ToList();
            var summary = DiagnosisSummary.Of(facts, findings);
            if (asJson)
                Console.Out.WriteLine(DiagnosisJson.Write(summary, findings, facts.Schedule));
            else
                DiagnosisReport.Write(summary, findings, isWhole, language);
            return findings.All(finding => finding.Severity == Severity.Info) ? ExitCode.Done : ExitCode.Failed;
        }
    }

    private static DiagnosisPorts PortsOf(RunHost host)
    {
        return new(
            Get<INetworkAdapters>(), Get<IRouteTable>(), host.Metadata, Get<INameLookup>(), Get<IClockOffset>(),
            Get<IKmsProbe>(), Get<IActivation>(), Get<IBootTask>(), Get<IServices>(), Get<OtherAgentFinder>(),
            Get<ITimeSynchronization>(), Get<IMachineRegistry>(), Get<IEventLogs>(), Get<ISysprepFacts>(), Get<StartSchedule>(),
            async token => [.. (await Get<AgentReplacement>().FindEnabledAgainAsync(token))
                .Select(part => $"{part.Part.InWords} of {part.Part.Agent}")]);

        T Get<T>()
            where T : notnull => host.Ports.GetRequiredService<T>();
    }
}
