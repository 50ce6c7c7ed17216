using System.Globalization;
using System.Text;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary>Writes the plan of one step that <c>run-step</c> asks for, so that its inputs are checked like any others.</summary>
internal static class SingleStepPlan
{
    /// <summary>The plan as YAML.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="inputs">Inputs as <c>key=value</c> or <c>key.key=value</c>.</param>
    /// <exception cref="UsageException">An input has no key, or a key is both a value and a map.</exception>
    public static string Write(string step, IReadOnlyList<string> inputs)
    {
        var root = new Branch();
        foreach (var input in inputs)
        {
            var equals = input.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"--input {input}: expected key=value.");
            Add(root, input[..equals].Split('.'), input[(equals + 1)..], input);
        }

        var text = new StringBuilder("version: 1\nsteps:\n");
        text.Append(CultureInfo.InvariantCulture, $"  - step: {step}\n");
        if (root.Children.Count > 0)
            Append(text.Append("    inputs:\n"), root, indentation: 6);
        return text.ToString();
    }

    private static void Add(Branch branch, ReadOnlySpan<string> path, string value, string input)
    {
        if (path.Length == 1)
        {
            if (!branch.Children.TryAdd(path[0], value))
                throw new UsageException($"--input {input}: the key is given twice.");
            return;
        }

        branch.Children.TryAdd(path[0], new Branch());
        if (branch.Children[path[0]] is not Branch next)
            throw new UsageException($"--input {input}: '{path[0]}' is given as a value too.");
        Add(next, path[1..], value, input);
    }

    private static void Append(StringBuilder text, Branch branch, int indentation)
    {
        foreach (var (key, value) in branch.Children)
        {
            text.Append(' ', indentation).Append(key).Append(':');
            if (value is Branch inner)
                Append(text.Append('\n'), inner, indentation + 2);
            else
                text.Append(' ').Append(value).Append('\n');
        }
    }

    /// <summary>A map under construction; its values are texts or maps.</summary>
    private sealed class Branch
    {
        public OrderedDictionary<string, object> Children { get; } = [];
    }
}
