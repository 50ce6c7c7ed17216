using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Notify;

/// <summary>The inputs of <see cref="NotifyStep"/>: one target or more, told one after the other.</summary>
public sealed record NotifyInputs : IValidatableObject
{
    [Description("What is told; auto: success, unless an entry before this one failed in this run")]
    public NotifyStatus Status { get; init; }

    [StringLength(int.MaxValue, MinimumLength = 1)]
    [Description("The full path of a file that gets the message, as a JSON object; folders are made")]
    public string? File { get; init; }

    [Description("An address with http or https that gets the message by POST, as a JSON object; of it, logs have the host")]
    public SecretText? Url { get; init; }

    [Description("The resource of a CloudFormation stack that waits for a signal")]
    [Holds(typeof(StackSignal))]
    public StackSignal? CloudFormation { get; init; }

    [Description("The lifecycle hook of an Auto Scaling group that waits for this instance")]
    [Holds(typeof(LifecycleAction))]
    public LifecycleAction? AutoScaling { get; init; }

    [Range(1, 20), Description("How often a target that is busy or out of reach is tried, with waits that double from a second")]
    public int Attempts { get; init; } = 5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (File is null && Url is null && CloudFormation is null && AutoScaling is null)
            yield return new("give one at least of file, url, cloudFormation and autoScaling");
        if (Url is { IsKnown: true } && !IsAddress(Url.Reveal()))
            yield return new("url must be an address with http or https", [nameof(Url)]);
        foreach (var endpoint in new[] { CloudFormation?.Endpoint, AutoScaling?.Endpoint })
        {
            if (endpoint is not null && !IsAddress(endpoint))
                yield return new("endpoint must be an address with http or https");
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}

/// <summary>What is told.</summary>
public enum NotifyStatus
{
    /// <summary>Success, unless an entry before failed in this run.</summary>
    Auto,

    /// <summary>Success, whatever happened.</summary>
    Success,

    /// <summary>Failure, whatever happened.</summary>
    Failure,
}

/// <summary>CloudFormation's SignalResource.</summary>
public sealed record StackSignal
{
    [StringLength(int.MaxValue, MinimumLength = 1)]
    [Description("The stack's name or id")]
    public required string Stack { get; init; }

    [StringLength(int.MaxValue, MinimumLength = 1)]
    [Description("The logical id of the resource with the creation or update policy")]
    public required string Resource { get; init; }

    [Description("The service's address, such as an interface endpoint's; without it that of the instance's region")]
    public string? Endpoint { get; init; }
}

/// <summary>Auto Scaling's CompleteLifecycleAction: CONTINUE for success, ABANDON for failure.</summary>
public sealed record LifecycleAction
{
    [StringLength(int.MaxValue, MinimumLength = 1)]
    [Description("The Auto Scaling group's name")]
    public required string Group { get; init; }

    [StringLength(int.MaxValue, MinimumLength = 1)]
    [Description("The lifecycle hook's name")]
    public required string Hook { get; init; }

    [Description("The service's address, such as an interface endpoint's; without it that of the instance's region")]
    public string? Endpoint { get; init; }
}
