using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contoso.Step_Template;

/// <summary>The inputs of <see cref="ClassPlaceholderStep"/>: each property is a key below <c>inputs:</c>.</summary>
public sealed record ClassPlaceholderInputs
{
    /// <summary>The file that the step keeps.</summary>
    [Required, Description("The file that the step keeps")]
    public string Path { get; init; } = "";

    /// <summary>What the file holds.</summary>
    [StringLength(1000), Description("What the file holds")]
    public string Text { get; init; } = "hello";
}
