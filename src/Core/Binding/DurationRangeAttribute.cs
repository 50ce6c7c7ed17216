using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Core.Binding;

/// <summary>The shortest and the longest duration that an input may be, written as in a document: <c>0s</c>, <c>1h30m</c>.</summary>
/// <param name="least">The shortest.</param>
/// <param name="most">The longest.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string least, string most) : RangeAttribute(typeof(TimeSpan), least, most)
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is not TimeSpan duration || (duration >= Constraint.Duration(Minimum) && duration <= Constraint.Duration(Maximum));
}
