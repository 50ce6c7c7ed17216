namespace OpenLaunch.Runner.Tests.Accounts;

/// <summary>A password that stands in a plan is warned of, and that of a simulated instance can be read everywhere.</summary>
[EachProgram]
public sealed class PasswordInClearTests : IDisposable
{
    private const string Password = "Planted-9fQ!word";

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData($"type: static, data: '{Password}'", "a secret in clear", 0)]
    [InlineData("type: static, data: { fromSsmParameter: /admin }", null, 0)]
    [InlineData("type: static, data: ''", null, 0)]
    [InlineData("type: random", null, 0)]
    public async Task Validate_warns_of_a_password_in_clear_and_says_what_is_better(string password, string? warning, int code)
    {
        var plan = Path.Combine(folder.Path, "plan.yml");
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(
            plan, $"version: 1\nsteps:\n- step: setAdminAccount\n  inputs: {{ password: {{ {password} }} }}\n",
            TestContext.Current.CancellationToken);

        var lax = await OpenLaunchProcess.RunAsync("validate", plan);
        var strict = await OpenLaunchProcess.RunAsync("validate", "--strict", plan);

        Assert.Equal((code, warning is null ? 0 : 78), (lax.ExitCode, strict.ExitCode));
        Assert.Equal(warning is not null, lax.Error.Contains("a secret in clear", StringComparison.Ordinal));
        Assert.Contains(warning is null ? "" : "{ fromSsmParameter: NAME }", lax.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, lax.Error + lax.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_a_simulated_instance_is_decrypted_without_openssl()
    {
        var run = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", folder.Path);
        var lines = run.Output.Split('\n').Select(line => line.Trim()).ToList();
        var encrypted = lines[lines.FindIndex(line => line.EndsWith("Password: <Password>", StringComparison.Ordinal)) + 1];
        string[] decrypt = ["internal", "decrypt-password", "--key", Path.Combine(folder.Path, "key-pair.pem")];

        var decrypted = await OpenLaunchProcess.RunAsync([.. decrypt, encrypted]);
        var nonsense = await OpenLaunchProcess.RunAsync([.. decrypt, "AAAA"]);

        Assert.True(decrypted.ExitCode == 0, decrypted.Error);
        Assert.InRange(decrypted.Output.TrimEnd('\n').Length, 8, 64);
        Assert.Equal((64, ""), (nonsense.ExitCode, nonsense.Output));
        Assert.Contains("does not decrypt that text", nonsense.Error, StringComparison.Ordinal);
    }
}
