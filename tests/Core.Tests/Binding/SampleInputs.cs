using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Binding;

public enum SampleMode
{
    Random,
    Static,
    DoNothing,
    [InputKey("ipv4")]
    IPv4,
}

/// <summary>Inputs with every kind of property.</summary>
public sealed record SampleInputs : IValidatableObject
{
    [Description("The computer's name")]
    [RegularExpression("[A-Za-z0-9-]+"), StringLength(15, MinimumLength = 1)]
    public string HostName { get; init; } = "web";

    public string? Note { get; init; } = "none";

    public bool Reboot { get; init; } = true;

    [Range(1, 9999)]
    public int Metric { get; init; } = 15;

    public int? Index { get; init; }

    public long Size { get; init; }

    public double Ratio { get; init; }

    [Range(typeof(TimeSpan), "1s", "1h")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    public DateOnly? Day { get; init; }

    public SampleMode Mode { get; init; }

    public SampleMode? Fallback { get; init; }

    public SamplePassword? Password { get; init; }

    [MinLength(1), StringLength(10)]
    public IReadOnlyList<string> Suffixes { get; init; } = ["a"];

    [OneOrMany, AllowedValues("AllTags", "Name")]
    public List<string> Tags { get; init; } = [];

    public IReadOnlyList<SamplePassword> Passwords { get; init; } = [];

    public Dictionary<string, Dictionary<string, string>> Registry { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    [InputKey("as-is")]
    public YamlNode? Raw { get; init; }

    public int[] Numbers { get; init; } = [];

    public string Computed => HostName + Metric;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Reboot && Metric == 13)
            yield return new("metric 13 does not go with a reboot", [nameof(Metric)]);
        if (Index < 0)
            throw new InvalidOperationException("a fault of whoever wrote the rule");
        if (Index == Metric)
            yield return new("index and metric must differ");
    }
}

/// <summary>A nested record with a secret.</summary>
public sealed record SamplePassword
{
    public required SampleMode Type { get; init; }

    [StringLength(20, MinimumLength = 4)]
    public SecretText? Data { get; init; }
}
