using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Diagnosis;

public class KmsExchangeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(12289, "The client has processed an activation response.\r\nInfo:\r\n0x0, 0x4000008, 1, 0, 4", true, 0)]
    [InlineData(12288, "Info:\n0xC004F06C, 0x0, kms.example.com:1688", false, unchecked((int)0xC004F06C))]
    [InlineData(12288, "", false, null)]
    public async Task The_result_is_the_first_field_of_what_Windows_noted(int id, string message, bool isAnswer, int? code)
    {
        var machine = new TestMachine(state =>
        {
            Add(state, 12288, "2026-11-01T00:00:00Z", "0x1");
            Add(state, id, "2026-11-20T10:12:00Z", message);
            Add(state, 903, "2026-11-21T00:00:00Z", "0x2");
        });

        var latest = await ReadAsync(machine);

        Assert.Equal(new KmsExchange(new(2026, 11, 20, 10, 12, 0, TimeSpan.Zero), isAnswer, code), latest);
    }

    [Fact]
    public async Task A_simulated_Windows_notes_that_it_was_activated_and_that_nobody_answered()
    {
        var machine = new TestMachine(state =>
        {
            state.Adapters.Add(TestMachine.Ethernet());
            state.Licence.KmsServer = "kms.example.com";
        });
        var activation = new SimulatedActivation(machine.Machine, TimeProvider.System);
        await Assert.ThrowsAsync<MachineException>(() => machine.Scope.ApplyAsync("activate", activation.ActivateAsync, Token));
        var silent = await ReadAsync(machine);
        machine.State.Licence.KmsServer = "169.254.169.250";
        await machine.Scope.ApplyAsync("activate", activation.ActivateAsync, Token);

        Assert.Equal((false, unchecked((int)0x800706BA)), (silent!.IsAnswer, silent.Code));
        var answer = await ReadAsync(machine);
        Assert.Equal((true, 0), (answer!.IsAnswer, answer.Code));
    }

    private static Task<KmsExchange?> ReadAsync(TestMachine machine) =>
        KmsExchange.ReadLatestAsync(new SimulatedEventLogs(machine.Machine), Token);

    private static void Add(MachineState state, int id, string time, string message) => state.Events.Add(
        new() { Log = "Application", Source = "Microsoft-Windows-Security-SPP", Id = id, Time = time, Message = message, Level = 4 });
}
