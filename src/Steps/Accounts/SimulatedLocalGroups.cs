using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local groups of a simulated machine. It has the built-in ones although its file names none.</summary>
internal sealed class SimulatedLocalGroups(SimulatedMachine machine) : ILocalGroups
{
    private static readonly string[] BuiltIn = [LocalGroups.Administrators, "Users", "Remote Desktop Users"];

    public Task<LocalGroup?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => Find(state, name) is { } group
            ? new LocalGroup(group.Name, [.. group.Members.Select(member => SidOf(state, member)).OfType<string>()])
            : null));

    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        var what = $"Cannot make the group '{name}'";
        if (AccountRules.GroupNameProblem(name) is { } problem)
            throw new MachineException($"{what}: the name {problem}.");
        machine.Write($"group {name}", state =>
        {
            if (Find(state, name) is not null || state.Accounts.Exists(account => Same(account.Name, name)))
                throw new MachineException($"{what}: a user or group of this name exists. Two of one name cannot be.");
            state.Groups.Add(new GroupState { Name = name });
        });
        return Task.CompletedTask;
    }

    public Task AddMemberAsync(string name, string memberSid, CancellationToken cancellationToken)
    {
        machine.Write($"group {name}", state =>
        {
            var what = $"Cannot put the account {memberSid} into the group '{name}'";
            var group = Find(state, name) ?? throw new MachineException($"{what}: there is no such group.");
            var member = state.Accounts.Find(account => account.Sid == memberSid)?.Name
                ?? throw new MachineException($"{what}: there is no such account.");
            if (!state.Groups.Contains(group))
                state.Groups.Add(group);
            if (!group.Members.Exists(name => Same(name, member)))
                group.Members.Add(member);
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
            Members = found != LocalGroups.Administrators ? [] :
            [
                .. state.Accounts.Where(account => account.Sid.EndsWith("-500", StringComparison.Ordinal))
                    .Select(account => account.Name),
            ],
        };

    private static string? SidOf(MachineState state, string member) =>
        state.Accounts.Find(account => Same(account.Name, member))?.Sid;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
