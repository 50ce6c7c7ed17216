using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Scripts;

public class DetachedTasksTests
{
    private readonly TestStepContext context = TestStepContext.Create(new ChangeScope());

    public static TheoryData<Exception> Lost() =>
        [new IOException("the disk is full"), new MachineException("no such job"), new UnauthorizedAccessException("not yours")];

    public static TheoryData<Exception> LetGo() =>
        [new OperationCanceledException("the run ends"), new ObjectDisposedException("the journal")];

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Tells_of_an_end_that_nobody_learns(Exception lost)
    {
        await EndAsync(lost);

        Assert.Equal([$"The end of the detached batch script 1 of 1 is not known: {lost.Message}"], context.Log.Lines);
        Assert.Equal("is running", Assert.Single(context.Kept).Value);
    }

    [Theory]
    [MemberData(nameof(LetGo))]
    public async Task Says_nothing_of_a_process_that_outlives_the_run(Exception late)
    {
        await EndAsync(late);

        Assert.Empty(context.Log.Lines);
    }

    private async Task EndAsync(Exception how)
    {
        var end = new TaskCompletionSource<int>();
        await using var tasks = new DetachedTasks();
        await tasks.StartAsync("batch script 1 of 1", new("user-data-1-result.txt"), _ => end.Task, context);
        end.SetException(how);
    }
}
