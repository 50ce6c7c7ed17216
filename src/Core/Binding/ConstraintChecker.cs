using System.Collections;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>Checks a bound value against the validation attributes of its property.</summary>
internal sealed class ConstraintChecker(ConfigurationErrors errors)
{
    /// <param name="name">What the value is called in errors.</param>
    /// <returns>Whether all are met.</returns>
    public bool Check(InputProperty property, string name, YamlNode node, object value, Func<string, bool> conceals)
    {
        var before = errors.Count;
        foreach (var constraint in property.Constraints)
        {
            if (value is IList items && node is ListNode list && Constraint.IsAboutItems(constraint))
                CheckItems(constraint, name, list, items, conceals);
            else
                Check(constraint, name, node, value, conceals);
        }

        return errors.Count == before;
    }

    private void CheckItems(
        ValidationAttribute constraint, string name, ListNode list, IList items, Func<string, bool> conceals)
    {
        for (var index = 0; index < items.Count; index++)
            Check(constraint, $"{name}[{index}]", list.Items[index], items[index]!, conceals);
    }

    private void Check(ValidationAttribute constraint, string name, YamlNode node, object value, Func<string, bool> conceals)
    {
        if (Constraint.Violation(constraint, name, value) is { } demand)
            errors.Add(node.Position, $"{name}: {demand}{Shown(value, node, conceals)}");
    }

    private static string Shown(object value, YamlNode node, Func<string, bool> conceals) =>
        value is SecretText || node is not ScalarNode scalar || conceals(scalar.Text) ? "" : $", found {Wording.Found(node)}";
}
