using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Steps.Tests.BootTask;

public sealed class StartScheduleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Nobody_has_said_where_there_is_no_file() =>
        Assert.Equal(new StartWish(Starts: null), new StartSchedule(Path.Combine(folder.FullName, "absent")).Read());

    [Fact]
    public void What_is_written_is_read() => Assert.All(Enum.GetValues<StartFrequency>(), starts =>
    {
        var schedule = new StartSchedule(Path.Combine(folder.FullName, "state"));
        schedule.Write(starts);

        Assert.Equal(new StartWish(starts), schedule.Read());
        Assert.Equal([StartSchedule.FileName], Directory.GetFiles(Path.GetDirectoryName(schedule.FullPath)!).Select(Path.GetFileName));
    });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"schema\":1}")]
    [InlineData("{\"schema\":2,\"starts\":\"never\"}")]
    [InlineData("{\"schema\":1,\"starts\":\"weekly\"}")]
    [InlineData("{\"schema\":1,\"starts\":7}")]
    [InlineData("[1]")]
    public void A_damaged_file_counts_as_per_instance_and_is_told(string text)
    {
        var schedule = new StartSchedule(folder.FullName);
        File.WriteAllText(schedule.FullPath, text);

        var wish = schedule.Read();
        Assert.Equal(StartFrequency.PerInstance, wish.Starts);
        Assert.StartsWith($"{schedule.FullPath}, which says at which starts openlaunch runs", wish.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_a_folder_or_far_too_large_is_told_too()
    {
        var schedule = new StartSchedule(folder.FullName);
        File.WriteAllText(schedule.FullPath, new string(' ', 5000));
        Assert.NotNull(schedule.Read().Problem);
        File.Delete(schedule.FullPath);

        Directory.CreateDirectory(schedule.FullPath);
        Assert.Null(schedule.Read().Starts);
    }
}
