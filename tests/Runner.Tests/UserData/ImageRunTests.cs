using OpenLaunch.Runner.Tests.Starts;

namespace OpenLaunch.Runner.Tests.UserData;

/// <summary>User data of instances of an image that was made of a running one, without Sysprep.</summary>
[EachProgram]
public sealed class ImageRunTests
{
    private const string Script = "<script>\necho one\n</script>\n";

    [Theory]
    [InlineData(Script)]
    [InlineData("<script>\necho two\n</script>\n")]
    public async Task An_instance_of_an_image_runs_its_user_data_whatever_that_of_the_first_one_was(string userData)
    {
        using var first = SimulatedInstance.Launch("i-0aaaaaaaaaaaaaaaa", Script);
        using var launched = await first.RestartAsync();
        using var clone = first.Clone("i-0bbbbbbbbbbbbbbbb", subnet: 2, userData);
        using var start = await clone.RestartAsync();
        using var again = await clone.RestartAsync();

        Assert.Equal(("done", "done"), (launched.OutcomeOf("runUserData"), start.OutcomeOf("runUserData")));
        Assert.DoesNotContain(again.Changes, change => change.StartsWith("run the batch script", StringComparison.Ordinal));
    }
}
