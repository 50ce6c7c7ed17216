namespace OpenLaunch.Analyzers.Tests;

public sealed class RevealedSecretTests
{
    [Fact]
    public Task A_secret_in_a_text_that_is_kept_is_reported_and_one_in_the_act_is_not() => StepSource.CheckAsync("""
        private readonly SecretText secret = new("x");
        public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken token)
        {
            var plain = secret.Reveal();
            var told = $"password {plain}";
            await context.ChangeAsync($"set {secret.Reveal()}", _ => Use(secret.Reveal()), token); // OL0006
            await context.ChangeAsync($"set {secret}", _ => Use(plain), token);
            context.Report(told); // OL0006
            context.Remember("key", plain); // OL0006
            context.Logger.LogInformation("It is {Password}", plain); // OL0006
            context.Console.WriteLine(ConsoleTopic.Progress, "It is " + plain); // OL0006
            if (plain.Length == 0)
                throw new InvalidOperationException(told); // OL0006
            context.Report($"{plain.Length} characters");
            told = "nothing";
            return StepOutcome.Failed($"The service refuses {plain}"); // OL0006
        }

        private static Task Use(string password) => Task.FromResult(password);
        """);
}
