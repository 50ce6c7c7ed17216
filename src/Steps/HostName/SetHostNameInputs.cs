using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.HostName;

/// <summary>The inputs of <c>setHostName</c>: a name or a format; with neither it is <c>v2</c>, as in EC2Launch v2.</summary>
public sealed record SetHostNameInputs : IValidatableObject
{
    [Description("The name, or a template: {ipHex}, {instanceId}, {availabilityZone}, {tag:KEY}; {instanceId|8} for the last 8")]
    public string? HostName { get; init; }

    [Description("The way to make the name when hostName is not given")]
    public HostNameFormat? Format { get; init; }

    [Description("Whether the machine restarts for the name at once")]
    public bool Reboot { get; init; } = true;

    /// <summary>The template that the inputs ask for.</summary>
    /// <exception cref="FormatException">The template is none; the binder has said so before.</exception>
    internal HostNameTemplate Template => HostNameTemplate.Parse(HostName ?? Format switch
    {
        HostNameFormat.V1 => "IP-{IPHEX}",
        HostNameFormat.NameTag => "{tag:Name}",
        _ => "ip-{ipHex}",
    });

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HostName is null)
            yield break;
        if (Format is not null)
            yield return new("give either hostName or format, not both", [nameof(Format)]);
        if (WhatIsWrong(HostName) is { } wrong)
            yield return new(wrong, [nameof(HostName)]);
    }

    private static string? WhatIsWrong(string hostName)
    {
        try
        {
            var name = HostNameTemplate.Parse(hostName).Compose(Shortest);
            return HostNameRules.Violation(name) is { } violation
                ? $"no computer can have this name: it {violation}"
                : null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>What a placeholder gives at the shortest: a name that is too long even so is too long always.</summary>
    private static string Shortest(string placeholder) => placeholder switch
    {
        "ipHex" or "IPHEX" => "0a00b102",
        "instanceId" => "i-0a1b2c3d", // ids of 8 digits were given until 2016 and are still in use
        "availabilityZone" => "us-east-1a",
        _ => "a",
    };
}

/// <summary>The ways to make a name without writing it down.</summary>
public enum HostNameFormat
{
    /// <summary>As EC2Launch v1: <c>IP-0A00B102</c> for 10.0.177.2.</summary>
    V1,

    /// <summary>As EC2Launch v2: <c>ip-0a00b102</c> for 10.0.177.2, leading zeros kept.</summary>
    V2,

    /// <summary>The value of the instance's tag <c>Name</c>; tags must be allowed in instance metadata.</summary>
    NameTag,
}
