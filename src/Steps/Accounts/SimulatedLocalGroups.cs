using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local groups of a simulated machine. It has the built-in ones although its file names none.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedLocalGroups(SimulatedMachine machine) : ILocalGroups
{
    private static readonly string[] BuiltIn = [GroupKeeper.Administrators, "Users", "Remote Desktop Users"];

    /// <inheritdoc/>
    public Task<LocalGroup?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => Find(state, name) is { } group
            ? new LocalGroup(group.Name, [.. group.Members.Select(member => SidOf(state, member)).OfType<string>()])
            : null));

    /// <inheritdoc/>
    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        machine.Write($"group {name}", state => state.Groups.Add(new GroupState { Name = name }));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddMemberAsync(string name, string memberSid, CancellationToken cancellationToken)
    {
        machine.Write($"group {name}", state =>
        {
            var group = Find(state, name) ?? throw new InvalidOperationException($"There is no group '{name}'.");
            if (!state.Groups.Contains(group))
                state.Groups.Add(group);
            group.Members.Add(state.Accounts.Single(account => account.Sid == memberSid).Name);
        });
        return Task.CompletedTask;
    }

    private static GroupState? Find(MachineState state, string name) =>
        state.Groups.Find(group => Same(group.Name, name)) ?? FindBuiltIn(state, name);

    // The built-in administrator is in Administrators from the first.
    private static GroupState? FindBuiltIn(MachineState state, string name) =>
        Array.Find(BuiltIn, builtIn => Same(builtIn, name)) is not { } found ? null : new GroupState
        {
            Name = found,
            Members = found != GroupKeeper.Administrators ? [] :
                [.. state.Accounts.Where(account => account.Sid.EndsWith("-500", StringComparison.Ordinal)).Select(account => account.Name)],
        };

    private static string? SidOf(MachineState state, string member) =>
        state.Accounts.Find(account => Same(account.Name, member))?.Sid;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
