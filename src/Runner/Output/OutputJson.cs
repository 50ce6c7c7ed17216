using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLaunch.Runner.Output;

/// <summary>The generated serializers of the JSON that verbs print: on a boot, reflection would cost start-up.</summary>
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(WishDocument))]
[JsonSerializable(typeof(RepairDocument))]
[JsonSerializable(typeof(DiagnosisDocument))]
[JsonSerializable(typeof(StepListDocument))]
[JsonSerializable(typeof(ValidationDocument))]
[JsonSerializable(typeof(ConfigurationDocument))]
[JsonSerializable(typeof(MigrationDocument))]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class OutputJson : JsonSerializerContext
{
    // It goes to a terminal or a pipe, never into HTML: only what JSON itself demands is escaped.
    public static OutputJson Printed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
