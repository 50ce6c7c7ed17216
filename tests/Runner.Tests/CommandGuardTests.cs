using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests;

public class CommandGuardTests
{
    public static TheoryData<Exception, int> Refusals => new()
    {
        { new UsageException("why"), 64 },
        { new RunLockedException("pid 1"), 75 },
        { new UnauthorizedAccessException("why"), 77 },
        { new MachineException("why"), 1 },
        { new TimeoutException("why"), 1 },
        { new IOException("why"), 1 },
        { new OperationCanceledException(), 1 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_a_user_can_mend_ends_with_its_message_and_code(Exception refusal, int code)
    {
        var told = new List<string>();

        Assert.Equal(code, await CommandGuard.GuardAsync(() => throw refusal, (_, message) => told.Add(message)));
        Assert.Single(told);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_not_hidden() => await Assert.ThrowsAsync<InvalidCastException>(
        () => CommandGuard.GuardAsync(() => throw new InvalidCastException(), (_, _) => { }));

    [Fact]
    public async Task Where_nobody_sees_a_fault_of_the_program_it_is_told_with_its_place()
    {
        var told = new List<string>();

        Assert.Equal(1, await CommandGuard.GuardAllAsync(Fault, (_, message) => told.Add(message)));

        var text = Assert.Single(told);
        Assert.StartsWith("This is a fault of openlaunch: System.InvalidCastException: ?[2Jwhy", text, StringComparison.Ordinal);
        Assert.Contains(nameof(Fault), text, StringComparison.Ordinal);

        static Task<int> Fault() => throw new InvalidCastException("\u001b[2Jwhy");
    }
}
