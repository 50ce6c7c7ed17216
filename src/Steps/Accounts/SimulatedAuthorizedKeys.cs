using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The public keys of a simulated machine; nobody else can write them.</summary>
internal sealed class SimulatedAuthorizedKeys(SimulatedMachine machine) : IAuthorizedKeys
{
    public Task<AuthorizedKeyFile> ReadAsync(KeyOwner owner, CancellationToken cancellationToken) =>
        Task.FromResult(new AuthorizedKeyFile(
            machine.Read(state => string.Concat(Find(state, owner)?.Keys.Select(key => key + "\n") ?? [])), IsPrivate: true));

    public Task WriteAsync(KeyOwner owner, string text, CancellationToken cancellationToken)
    {
        machine.Write($"authorized keys of {owner}", state =>
        {
            if (Find(state, owner) is not { } file)
                state.AuthorizedKeys.Add(file = new AuthorizedKeysState { User = owner.User });
            file.Keys = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        });
        return Task.CompletedTask;
    }

    private static AuthorizedKeysState? Find(MachineState state, KeyOwner owner) =>
        state.AuthorizedKeys.Find(file => string.Equals(file.User, owner.User, StringComparison.OrdinalIgnoreCase));
}
