using System.Runtime.Versioning;
using System.Text;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>What a terminal obeys, in the forms in which it is said, and a look at all outlets.</summary>
[UnsupportedOSPlatform("windows")]
internal static class HostileText
{
    // A title, a bell, a cleared screen, the one-byte form of CSI, next line, a turned direction, a line separator, a lone CR.
    public const string Plain = "\u001b]0;own\u0007\u001b[2J\u009b5m\u0085\u202eevil\u2066\u2028\rown";

    /// <summary>The same for YAML, which takes it only escaped; and a zero, and a line end.</summary>
    public const string InYaml = "\"\\e]0;own\\a\\e[2J\\x9b5m\\x85\\u202eevil\\u2066\\u2028\\rown\\0\\n<b>own</b>\"";

    /// <summary>Short, and on one line, as some inputs must be.</summary>
    public const string Short = "\"\\e[2J\\a\\x9b5m\\u202eown\\u2066\"";

    public const string InJson = "\\u001b]0;own\\u0007\\u001b[2J\\u009b5m\\u0085\\u202eevil\\u2066\\u2028\\rown\\u0000\\n<b>own</b>";

    private static readonly Dictionary<string, string> None = [];

    /// <summary>Each verb that tells of a machine, on one that runs a plan.</summary>
    public static async Task SeeAllAsync(this PlantedMachine machine, string? plan, params string[] more)
    {
        string[] run = ["--state", machine.State, .. plan is null ? Array.Empty<string>() : ["-c", plan],
            .. more.Any(word => word.StartsWith("--simulate", StringComparison.Ordinal)) ? more : ["--simulate", .. more]];
        await machine.RunAsync(None, ["run", .. run]);
        await machine.RunAsync(None, ["run", .. run, "--force", "--json"]);
        await machine.RunAsync(None, ["run", .. run, "--force", "--verbose", "--dry-run"]);
        await machine.RunAsync(None, ["run", .. run, "--force", "--verbose"]);
        await machine.SeeReportsAsync();
        machine.NothingIsFound();
    }

    /// <summary>Each verb that only looks.</summary>
    public static async Task SeeReportsAsync(this PlantedMachine machine)
    {
        string[] state = ["--state", machine.State], simulated = ["--simulate", .. state];
        foreach (var verb in new[] { "status", "timeline" })
        {
            await machine.RunAsync(None, [verb, .. state]);
            await machine.RunAsync(None, [verb, .. state, "--json"]);
        }

        foreach (var verb in new[] { "doctor", "list-volumes" })
        {
            await machine.RunAsync(None, [verb, .. simulated, .. verb == "doctor" ? new[] { "--all" } : []]);
            await machine.RunAsync(None, [verb, .. simulated, "--json"]);
        }

        await machine.RunAsync(None, ["timeline", "--blame", .. state]);
        await machine.RunAsync(None, ["timeline", .. state, "--html", "p.html", "--otlp", "o.json", "--cloud-init", "c.json"]);
        await machine.RunAsync(None, ["timeline", .. state, "--html", "-", "--otlp", "-"]);
        foreach (var file in new[] { "p.html", "o.json", "c.json" }.Select(name => Path.Combine(machine.Folder, name)).Where(File.Exists))
        {
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            machine.Look(Path.GetFileName(file), content);
            Assert.DoesNotContain("<b>own", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        }

        await machine.RunAsync(None, ["collect-logs", "logs.zip", .. simulated, "--include-user-data"]);
        machine.LookAtArchive("logs.zip");
    }

    /// <summary>Whether anything was found that a terminal would obey.</summary>
    public static void NothingIsFound(this PlantedMachine machine) =>
        Assert.True(machine.Findings.Count == 0, string.Join('\n', machine.Findings.Distinct()));
}
