using System.Text.Json;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.EventLog;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>The configuration for the CloudWatch agent names the files and the log that the agent writes.</summary>
public sealed class CloudWatchTests
{
    [Fact]
    public void Its_paths_and_names_are_those_of_the_agent()
    {
        var logs = JsonDocument.Parse(File.ReadAllText(Repository.File("deploy", "cloudwatch", "amazon-cloudwatch-agent.json")))
            .RootElement.GetProperty("logs").GetProperty("logs_collected");

        var files = logs.GetProperty("files").GetProperty("collect_list").EnumerateArray()
            .Select(file => file.GetProperty("file_path").GetString()!).ToList();
        Assert.Equal(
            [
                @"C:\ProgramData\OpenLaunch\log\" + Path.ChangeExtension(AgentLog.FileName, "ndjson"),
                @"C:\ProgramData\OpenLaunch\state\" + JournalFile.FileName,
            ],
            files);
        Assert.Equal(
            EventIdentifier.LogName,
            logs.GetProperty("windows_events").GetProperty("collect_list")[0].GetProperty("event_name").GetString());
    }
}
