namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>Sources of extensions.</summary>
internal static class Sources
{
    public const string Greet =
        """
        public sealed record GreetInputs
        {
            /// <summary>Whom.</summary>
            [Required, StringLength(20)] public string Whom { get; init; } = "";
            [Range(1, 3)] public int Times { get; init; } = 1;
        }

        [Step("greet", "Greets somebody on the console")]
        public sealed class GreetStep : Step<GreetInputs>
        {
            public override async Task<StepOutcome> RunAsync(GreetInputs inputs, StepContext context, CancellationToken ct)
            {
                for (var i = 0; i < inputs.Times; i++)
                    await context.ChangeAsync($"greet {inputs.Whom}", _ => Task.CompletedTask, ct);
                return StepOutcome.Done;
            }
        }
        """;

    /// <summary>A step class of one line.</summary>
    public static string Step(string name, string body = "return Task.FromResult(StepOutcome.Done);", string head = "") =>
        $$"""
        [Step("{{name}}", "Does {{name}}")]
        public sealed class {{char.ToUpperInvariant(name[0])}}{{name[1..]}}Step{{head}} : Step<NoInputs>
        {
            public override Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken ct)
            {
                {{body}}
            }
        }
        """;
}
