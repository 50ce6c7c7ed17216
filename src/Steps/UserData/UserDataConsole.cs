using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The lines about user data on the instance console: the form it has, in the words of EC2Launch v2 where that has them (EC2
/// User Guide, "Troubleshoot EC2Launch v2"), and one for each thing that failed or was not meant for the agent.
/// </summary>
internal sealed class UserDataConsole(StepContext context)
{
    // A terminal's screen of them; the log has all.
    private const int MaxLines = 20;
    private const int MaxLength = 400;

    private int lines;

    /// <summary>Tells the form, unless it was told in front of Ready, as EC2Launch v2 does.</summary>
    public void Form(UserDataDocument document)
    {
        if (context.Console.Style == ConsoleStyle.V1)
            Write(LineOf(document));
    }

    public static string LineOf(UserDataDocument document) => $"User data format: {NameOf(document)}";

    public void Failed(string message) => Message($"User data failed: {message}");

    public void NotRun(string reason) => Message($"User data not run: {reason}");

    private static string NameOf(UserDataDocument document) => document.Format switch
    {
        UserDataFormat.None => "no_user_data",
        UserDataFormat.Xml => "xml",
        UserDataFormat.Yaml => document.Version is { } version ? $"yaml_{version}" : "yaml",
        UserDataFormat.Mime => "mime",
        UserDataFormat.CloudConfig => "cloud_config",
        UserDataFormat.Script => "script",
        UserDataFormat.Include => "include",
        _ => "unrecognized",
    };

    private void Message(string text)
    {
        if (++lines > MaxLines)
            return;
        var line = text.ReplaceLineEndings(" ");
        Write($"Message: {(line.Length <= MaxLength ? line : line[..MaxLength] + "...")}");
    }

    private void Write(string line)
    {
        if (context.DryRun)
            return;
        context.Console.WriteLine(ConsoleTopic.Progress, line);

        // The SSM agent writes to the same port, and a script may take hours.
        context.Console.Release();
    }
}
