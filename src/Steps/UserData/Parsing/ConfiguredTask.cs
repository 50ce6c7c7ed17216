using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>One thing that user data asks for: a step and its inputs, bound and checked when the text was read.</summary>
/// <param name="Name">The task's name, or that of a cloud-config module, as the text has it.</param>
/// <param name="Inputs">
/// The step's inputs; of a task that takes a list of items (<c>executeScript</c>, <c>executeProgram</c>, <c>writeFile</c>) each
/// item is a task of its own. Null: it is understood and asks for nothing.
/// </param>
/// <param name="Line">The line it begins on, from 1.</param>
internal sealed record ConfiguredTask(string Name, object? Inputs, int Line)
{
    /// <summary>The step that carries it out.</summary>
    public string StepName { get; init; } = Name;

    /// <summary>The inputs as they stand in the text; null where they are no YAML, or not there.</summary>
    public YamlNode? Written { get; init; }

    /// <summary>The secrets that the inputs only name; null: none.</summary>
    public SecretInputs? Secrets { get; init; }

    /// <summary>Whether it runs at every boot. Else once on an instance.</summary>
    public bool IsAlways { get; init; }

    /// <summary>What the key begins with under which the journal keeps what became of it.</summary>
    public string Kind { get; init; } = "task";

    /// <summary>Whether it is a script or a program, which keeps by itself how far it has come.</summary>
    public bool IsProcess => Kind is "script" or "program";

    /// <summary>Whether its exit codes are those of cloudbase-init: its own forms, and parts of MIME.</summary>
    public bool HasCloudbaseInitExitCodes { get; init; }

    /// <summary>A text that differs when the task does. The journal keeps its hash, so its form stays the same.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it runs beside tasks of other ranks: cloud-config has an order of its own.</summary>
    public int Rank { get; init; }

    public static ConfiguredTask Of(ScriptItem script, int line) =>
        new("executeScript", new ExecuteScriptInputs { Scripts = [script] }, line)
        {
            IsAlways = script.Frequency == ScriptFrequency.Always,
            Kind = "script",
            Text = script.Content,
        };

    /// <summary>The task as one for every boot.</summary>
    public ConfiguredTask AtEachBoot() => this with
    {
        IsAlways = true,
        Inputs = Inputs is ExecuteScriptInputs all
            ? all with { Scripts = [.. all.Scripts.Select(script => script with { Frequency = ScriptFrequency.Always })] }
            : Inputs,
    };

    /// <summary>The <see cref="Text"/> of a task that was written in YAML.</summary>
    public static string TextOf(string name, YamlNode? inputs)
    {
        var text = new StringBuilder(name);
        if (inputs is not null)
            Append(text, inputs);
        return text.ToString();
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case MapNode map:
                text.Append('{');
                foreach (var entry in map.Entries)
                {
                    text.Append(entry.Key).Append('\0');
                    Append(text, entry.Value);
                }

                text.Append('}');
                break;
            case ListNode list:
                text.Append('[');
                foreach (var item in list.Items)
                    Append(text, item);
                text.Append(']');
                break;
            case ScalarNode scalar:
                text.Append(!scalar.IsQuoted ? '\u0001' : scalar.IsBinary ? '\u0003' : '\u0002').Append(scalar.Text).Append('\0');
                break;
        }
    }
}
