using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;

namespace OpenLaunch.Runner.Output;

/// <summary>One step for whoever writes a plan: what it does, its inputs, and an entry to begin with.</summary>
internal static class StepExplanation
{
    private const int Indentation = 6;

    /// <summary>Explains a step.</summary>
    /// <param name="width">The longest line, unless a single word is longer.</param>
    public static IEnumerable<string> Of(StepDefinition step, int width)
    {
        var origin = step.Origin == StepDefinition.BuiltIn ? "" : $", from {step.Origin}";
        yield return $"{step.Name}{origin}";
        foreach (var line in Wrap($"{step.Description}.", 2, width))
            yield return line;
        yield return $"  Runs {Frequency(step.Frequency)}, unless its entry has another frequency.";
        yield return "";
        foreach (var line in Inputs(step, width))
            yield return line;
        yield return "";
        yield return "An entry of a plan:";
        yield return $"  - step: {step.Name}";
        var required = InputDescription.Of(step).Where(input => input.IsRequired && !input.Key.Contains('.')).ToList();
        if (required.Count > 0)
            yield return "    inputs:";
        foreach (var input in required)
            yield return $"      {input.Key}: …  # {input.Type}";
    }

    /// <summary>Its inputs alone, a block each.</summary>
    public static IEnumerable<string> Inputs(StepDefinition step, int width)
    {
        var inputs = InputDescription.Of(step);
        yield return inputs.Count == 0 ? $"{step.Name} has no inputs." : $"Inputs of {step.Name}:";
        foreach (var input in inputs)
        {
            var standard = input.IsRequired ? "required" : input.Default is null ? "optional" : $"default {input.Default}";
            foreach (var line in Wrap($"{input.Key}  ({input.Type}; {standard})", 2, width))
                yield return line;
            foreach (var line in Wrap(input.Meaning ?? "", Indentation, width))
                yield return line;
        }
    }

    private static string Frequency(StepFrequency frequency) => frequency switch
    {
        StepFrequency.Always => "at each run",
        StepFrequency.PerInstance => "once under each instance id",
        _ => CamelCase.Of(frequency.ToString()),
    };

    private static IEnumerable<string> Wrap(string text, int indentation, int width)
    {
        var line = "";
        foreach (var word in text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && indentation + line.Length + 1 + word.Length > width)
            {
                yield return new string(' ', indentation) + line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            yield return new string(' ', indentation) + line;
    }
}
