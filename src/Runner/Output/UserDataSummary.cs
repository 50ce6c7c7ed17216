using System.Globalization;
using System.Text;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Runner.Output;

/// <summary>Says in a few lines what a piece of user data asks for. It shows no script text, which may hold secrets.</summary>
internal static class UserDataSummary
{
    public static string Write(UserDataDocument document)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Form: {Form(document)}{Flags(document)}");
        for (var index = 0; index < document.Tasks.Count; index++)
            text.AppendLine(CultureInfo.InvariantCulture, $"{index + 1}. {Describe(document.Tasks[index])}");
        if (document.Tasks.Count == 0)
            text.AppendLine("Nothing would run.");
        foreach (var problem in document.Problems)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"line {problem.Line}: {problem.Severity.ToString().ToLowerInvariant()}: {problem.Message}");
        }

        return text.ToString().TrimEnd();
    }

    private static string Form(UserDataDocument document) => document.Format switch
    {
        UserDataFormat.None => "none, there is no user data",
        UserDataFormat.Xml => "EC2Launch tags",
        UserDataFormat.Yaml => $"EC2Launch v2 tasks, version {document.Version ?? "unknown"}",
        UserDataFormat.Mime => "MIME multipart",
        UserDataFormat.CloudConfig => "cloud-config",
        UserDataFormat.Script => "script by its first line",
        UserDataFormat.Include => "included files",
        _ => "not recognized",
    };

    private static string Flags(UserDataDocument document) => string.Concat(
        document.Persist ? "; persist" : "",
        document.Detach ? "; detach" : "",
        document.RunAsLocalSystem ? "; runAsLocalSystem" : "",
        document.Arguments is null ? "" : "; powershellArguments");

    private static string Describe(ConfiguredTask task) =>
        task is { Name: "executeScript", Inputs: ExecuteScriptInputs { Scripts: [var script] } }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(script.Type == ScriptLanguage.Batch ? "batch" : "PowerShell")} script of {script.Content.Length} characters "
                + $"from line {task.Line}, as {(script.RunAs == ScriptAccount.Admin ? "administrator" : "LocalSystem")}, "
                + $"{(task.IsAlways ? "at every boot" : "once")}{(script.Detach ? ", detached" : "")}")
            : $"{task.Name} from line {task.Line}";
}
