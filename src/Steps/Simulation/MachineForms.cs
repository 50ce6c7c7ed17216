using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The forms of texts of a machine file that mean something else: another form is refused with its place.</summary>
internal static class MachineForms
{
    /// <summary>As many digits as leave the sum of two in 63 bits.</summary>
    public const string Size = "[0-9]{1,6} *TiB|[0-9]{1,9} *GiB|[0-9]{1,12} *MiB|[0-9]{1,15} *KiB|[0-9]{1,18} *B?";

    public const string NoSize = "must be a size such as 64GiB";

    public const string Build = @"[0-9]{1,9}(\.[0-9]{1,9})?";

    public const string Password = "([0-9A-Fa-f]{2})+:([0-9A-Fa-f]{2})+";

    public const string ResultCode = "0x[0-9A-Fa-f]{1,8}";
}

/// <summary>A text that is a time in ISO 8601, or of one form.</summary>
internal sealed class MomentAttribute() : ValidationAttribute("must be a time such as 2026-01-01T00:00:00Z")
{
    /// <summary>The only form, as .NET writes it.</summary>
    public string? Form { get; init; }

    public override bool IsValid(object? value) => value is not string text || (Form is null
        ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
        : DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
}

/// <summary>Certificates by thumbprint, each a name and the day it ends.</summary>
internal sealed class NamesAndDaysAttribute() : ValidationAttribute("must be names and days such as EC2AMAZ-4F7Q2MK 2031-01-01")
{
    private static readonly MomentAttribute Day = new() { Form = "yyyy-MM-dd" };

    public override bool IsValid(object? value) => value is not Dictionary<string, string> texts
        || texts.Values.All(text => text.Split(' ') is [_, var day] && Day.IsValid(day));
}
