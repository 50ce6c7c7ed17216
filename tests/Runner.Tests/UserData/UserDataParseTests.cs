using System.Text;
using System.Text.Json;

namespace OpenLaunch.Runner.Tests.UserData;

[EachProgram]
public sealed class UserDataParseTests
{
    [Fact]
    public async Task Prints_the_JSON_of_standard_input_in_UTF_8()
    {
        var (code, output) = await ParseAsync("<script>\r\necho 日本語\r\n</script>", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal("xml", json.RootElement.GetProperty("format").GetString());
        Assert.Equal(
            "\r\necho 日本語\r\n", json.RootElement.GetProperty("tasks")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("userdata", "parse", "/dev/zero")]
    [InlineData("run", "--simulate", "--dry-run", "--user-data", "/dev/zero")]
    public async Task A_file_without_end_is_no_user_data(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The file is of Unix.");
        var result = await OpenLaunchProcess.RunAsync(arguments);
        Assert.Equal(64, result.ExitCode);
        Assert.Contains("holds more than 16 MiB, so it is no user data", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_the_JSON_and_exits_1_when_something_is_not_understood()
    {
        var (code, output) = await ParseAsync("\n<script>echo", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, code);
        Assert.Equal(2, json.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Says_in_words_what_would_run_without_a_word_of_the_script()
    {
        var (code, output) = await ParseAsync("<powershell>Secret-77</powershell><persist>true</persist>\nstray");
        Assert.Equal(0, code);
        Assert.Equal(
            [
                "Form: EC2Launch tags; persist",
                "1. PowerShell script of 9 characters from line 1, as administrator, at every boot",
                "line 2: warning: Text outside of the tags is not run. Put it inside <powershell> or <script>, or remove it.",
            ],
            output.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }

    [Theory]
    [InlineData(16_000, 0, null)]
    [InlineData(17_000, 0, "line 1: warning: The user data has 17025 bytes. EC2 gives an instance at most 16 KiB of user data.")]
    [InlineData(66_000, 1, "line 1: error: The user data has 66025 bytes. EC2 gives an instance at most 16 KiB of user data.")]
    [InlineData(66_000, 0, null, "--included")]
    public async Task Says_what_to_do_with_more_than_an_instance_may_have(int length, int code, string? words, params string[] options)
    {
        var (parsed, output) = await ParseAsync($"<powershell>{new string('#', length)}</powershell>", options);
        Assert.Equal(code, parsed);
        Assert.Contains("1. PowerShell script", output, StringComparison.Ordinal);
        if (words is null)
            Assert.DoesNotContain("16 KiB", output, StringComparison.Ordinal);
        else
            Assert.Contains(words, output, StringComparison.Ordinal);
    }

    /// <summary>What MimeKit has for them is left out of the program: such parts are left out, and the script beside them runs.</summary>
    [Theory]
    [InlineData("mixed")]
    [InlineData("signed")]
    [InlineData("encrypted")]
    [InlineData("report")]
    public async Task Parts_of_signed_or_encrypted_mail_are_left_out_with_a_warning_each(string form)
    {
        string[] types =
        [
            "application/pkcs7-mime; smime-type=signed-data", "application/pkcs7-mime; smime-type=enveloped-data",
            "application/x-pkcs7-mime", "application/pkcs7-signature", "application/pgp-encrypted", "application/pgp-keys",
            "application/pgp-signature", "application/ms-tnef", "message/delivery-status", "message/partial", "message/rfc822",
        ];
        var parts = types.Select(type => $"--B\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\nMIIB\n");

        var (code, output) = await ParseAsync(
            $"Content-Type: multipart/{form}; boundary=B\n\n{string.Concat(parts)}--B\nContent-Type: text/x-batch\n\necho 1\n--B--\n");

        Assert.True(code is 0, output);
        Assert.Contains("1. batch script", output, StringComparison.Ordinal);
        Assert.Equal(types.Length, output.Split("is of a type that is not supported, so it is left out.").Length - 1);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_wrong_usage() =>
        Assert.Equal(64, (await OpenLaunchProcess.RunAsync("userdata", "parse", "/does/not/exist")).ExitCode);

    private static async Task<(int Code, string Output)> ParseAsync(string text, params string[] options)
    {
        var result = await OpenLaunchProcess.RunWithInputAsync(
            Encoding.UTF8.GetBytes(text), ["userdata", "parse", "-", .. options]);
        return (result.ExitCode, result.Output);
    }
}
