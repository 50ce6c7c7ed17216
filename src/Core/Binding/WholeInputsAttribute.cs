namespace OpenLaunch.Core.Binding;

/// <summary>
/// Lets the inputs of a step be written as this list alone, without its key: EC2Launch v2 writes
/// <c>executeScript</c>, <c>executeProgram</c> and <c>writeFile</c> so (EC2 User Guide, "EC2Launch v2 task definitions").
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeInputsAttribute : Attribute;
