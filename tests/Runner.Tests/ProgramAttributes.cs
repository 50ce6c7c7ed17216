using Xunit.v3;

namespace OpenLaunch.Runner.Tests;

/// <summary>The class starts the program: the gate runs it with the built one, and with the native one that is delivered.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EachProgramAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Program", "each")];
}

/// <summary>The class starts the program, and is not for a native one.</summary>
/// <param name="reason">Why.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BuiltProgramAttribute(string reason) : Attribute
{
    public string Reason => reason;
}
