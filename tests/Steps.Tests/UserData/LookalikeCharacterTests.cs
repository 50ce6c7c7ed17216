using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>
/// Blanks that are no spaces and quotes of print, as copying from a web page or a word processor brings them: one message, in the
/// same words in a plan, in agent-config.yml and in user data, with line and column.
/// </summary>
public class LookalikeCharacterTests
{
    private const string Item = "task: setHostName\n  inputs:\n    hostName: a\n";

    [Theory]
    [InlineData("- task: setHostName\n  inputs:\n\u00A0\u00A0  hostName: a\n", 3,
        "the indentation holds a no-break space (U+00A0) at column 1; write a space")]
    [InlineData("- task: setHostName\n  inputs:\n  \u00A0\u00A0hostName: a\n", 3,
        "the indentation holds a no-break space (U+00A0) at column 3; write a space")]
    [InlineData("- task: setHostName\n\u3000inputs:\n    hostName: a\n", 2,
        "the indentation holds an ideographic space (U+3000) at column 1; write a space")]
    [InlineData("- task:\u00A0setHostName\n", 1, "behind ':' stands a no-break space (U+00A0) at column 8; write a space")]
    [InlineData("- task:\u00A0setHostName\n  inputs: {}\n", 1,
        "behind ':' stands a no-break space (U+00A0) at column 8; write a space")]
    [InlineData("-\u00A0" + Item, 1, "the key holds a no-break space (U+00A0) at column 1; write a space")]
    [InlineData("- task: setHostName\n  inputs:\n    hostName\u00A0: a\n", 3,
        "the key holds a no-break space (U+00A0) at column 5; write a space")]
    [InlineData("- task: setHostName\n  inputs:\n    “hostName”: a\n", 3,
        "the key holds the typographic quote “ (U+201C) at column 5; write a plain quote or none")]
    [InlineData("- task: executeScript\n  inputs:\n  - type: “batch”\n    frequency: once\n    runAs: localSystem\n    content: dir\n",
        3, "expected one of batch, powershell (did you mean 'batch'?), found a text, which holds the typographic quote “ (U+201C); "
            + "write a plain quote or none")]
    [InlineData("- task: executeScript\n  inputs:\n  - type: ‘batch’\n    frequency: once\n    runAs: localSystem\n    content: dir\n",
        3, "found a text, which holds the typographic quote ‘ (U+2018); write a plain quote or none")]
    [InlineData("- task: ‘setHostName’\n", 1,
        "there is no task '‘setHostName’', which holds the typographic quote ‘ (U+2018); write a plain quote or none; "
            + "did you mean 'setHostName'?")]
    [InlineData("- task: setHostName\n  inputs:\n    reboot: “true”\n", 3,
        "found '“true”', which holds the typographic quote “ (U+201C); write a plain quote or none")]
    [InlineData("- task: executeProgram\n  inputs:\n  - path: “C:\\a.exe”\n    frequency: once\n    runAs: localSystem\n", 3,
        "the value at column 11 holds the typographic quote “ (U+201C), and is taken as it stands; write a plain quote or none if that "
            + "was meant")]
    [InlineData("- task: executeProgram\n  inputs:\n  - path: \u200BC:\\a.exe\n    frequency: once\n    runAs: localSystem\n", 3,
        "the value at column 11 holds an invisible character (U+200B), and is taken as it stands; write the text without it if that "
            + "was meant")]
    public void Are_named_once_in_the_same_words(string tasks, int line, string words)
    {
        var inUserData = Parse(System.Text.Encoding.UTF8.GetBytes("version: 1.1\ntasks:\n" + tasks)).Problems;
        var problem = Assert.Single(inUserData);
        Assert.Equal(line + 2, problem.Line);
        Assert.Contains(words, Lowered(problem.Message), StringComparison.Ordinal);

        var inPlan = Told("version: 1\nsteps:\n" + tasks.Replace("task:", "step:", StringComparison.Ordinal));
        Assert.Equal(line + 2, inPlan.Position.Line);
        Assert.Contains(words.Replace("no task", "no step", StringComparison.Ordinal), inPlan.Message, StringComparison.Ordinal);

        const string Stage = "version: 1.1\nconfig:\n- stage: postReady\n  tasks:\n";
        Assert.Equal(line + 4, Told(Stage + "    " + tasks.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal)).Position.Line);
    }

    [Theory]
    [InlineData("    content: |\n      Write-Host “hi”\n      \u00A0x\n")]
    [InlineData("    content: 'l’été : c\u00A0:\u00A0d'\n")]
    [InlineData("    content: echo\n    # \u00A0a comment – of print\n")]
    public void Are_a_scripts_own_matter(string content) =>
        Assert.Empty(Parse(System.Text.Encoding.UTF8.GetBytes("version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n"
            + "  - type: powershell\n    frequency: once\n    runAs: localSystem\n" + content)).Problems);

    /// <summary>The one error of a configuration, else its one warning.</summary>
    private static ConfigurationError Told(string text)
    {
        try
        {
            return Assert.Single(new ConfigurationReader(BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects }
                .Read(text, "plan.yml").Warnings);
        }
        catch (ConfigurationException exception)
        {
            return Assert.Single(exception.Errors);
        }
    }

    private static string Lowered(string message) =>
        message.StartsWith("There", StringComparison.Ordinal) || message.StartsWith("The value", StringComparison.Ordinal)
            ? char.ToLowerInvariant(message[0]) + message[1..] : message;
}
