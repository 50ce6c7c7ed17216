using System.ComponentModel.DataAnnotations;
using System.Globalization;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.HostName;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Reads what is about the machine as a whole: its name, and its restart when all is done.</summary>
internal static class CloudConfigHost
{
    // Windows wants time to let the agent end.
    private const int LeastDelay = 60;

    private static readonly string[] PowerKeys = ["mode", "delay", "condition", "timeout", "message"];

    /// <summary>A name, of which cloudbase-init takes the first label, and of that what Windows can have.</summary>
    public static ConfiguredTask? Name(MapEntry module, ProblemList problems)
    {
        if (module.Value is not ScalarNode { IsNull: false, IsBinary: false } written)
            return CloudConfigForm.Refuse(module, "a text", problems);
        var name = written.Text.Contains('{') ? written.Text : written.Text.Split('.')[0];
        if (!name.Contains('{') && name.Length > HostNameRules.MaximumLength)
        {
            problems.Warning(written.Position.Line, $"{module.Key}: {Wording.Quote(name)} has {name.Length} characters, so "
                + $"the first {HostNameRules.MaximumLength} are taken, as by cloudbase-init.");
            name = name[..HostNameRules.MaximumLength].TrimEnd('-');
        }

        var inputs = new SetHostNameInputs { HostName = name };
        var wrong = inputs.Validate(new ValidationContext(inputs, module.Key, serviceProvider: null, items: null)).ToList();
        foreach (var result in wrong)
            problems.Error(written.Position.Line, $"{module.Key}: {result.ErrorMessage}.");
        var node = new ScalarNode(name, written.IsQuoted, written.Position);
        return wrong.Count > 0 ? null : new(module.Key, inputs, module.Position.Line)
        {
            StepName = "setHostName",
            Text = ConfiguredTask.TextOf("setHostName", new MapNode([new("hostName", module.Position, node)], module.Position)),
        };
    }

    /// <summary>A restart or the end when all else is done, once.</summary>
    public static ConfiguredTask? Power(MapEntry module, ProblemList problems)
    {
        if (module.Value is not MapNode map || map.Find("mode") is not ScalarNode { IsNull: false, Text: var mode })
            return CloudConfigForm.Refuse(module, "a mapping with the key 'mode': reboot, poweroff or halt", problems);
        CloudConfigForm.ReportLeftOut(module, PowerKeys, problems);
        foreach (var key in map.Entries.Where(key => key.Key is "message" or "timeout"))
            problems.Warning(key.Position.Line, $"power_state: the key '{key.Key}' is not supported, so it is left out.");
        if (map.Find("condition") is { } condition and not (ScalarNode { IsNull: true } or ScalarNode { AsBoolean: not null }))
        {
            problems.Error(
                condition.Position.Line, "power_state: the key 'condition' must be true or false; a command is not run.");
            return null;
        }

        if (map.Find("condition") is ScalarNode { AsBoolean: false })
            return new(module.Key, Inputs: null, module.Position.Line);
        var delay = Delay(map.Find("delay") as ScalarNode);
        // Exit code 1001 restarts when the run is through, so that nothing is cut off.
        var command = mode switch
        {
            "reboot" => "exit 1001\r\n",
            "poweroff" or "halt" => string.Create(CultureInfo.InvariantCulture, $"shutdown.exe /s /t {delay}\r\n"),
            _ => null,
        };
        if (command is null)
            return CloudConfigForm.Refuse(module, "a mapping whose key 'mode' is reboot, poweroff or halt", problems);
        return CloudConfigForm.Batch(module, command);
    }

    /// <summary>Seconds: of <c>now</c> or <c>+5</c>, minutes as cloud-init counts them.</summary>
    private static int Delay(ScalarNode? delay) =>
        int.TryParse(delay?.Text.TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes < 1440 ? Math.Max(LeastDelay, minutes * 60) : LeastDelay;
}
