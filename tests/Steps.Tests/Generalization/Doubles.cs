using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Tests.Generalization;

internal sealed class RemoteDesktopSwitch : IRemoteDesktop
{
    public bool IsOpen { get; private set; } = true;

    public void Set(bool open) => IsOpen = open;
}

/// <summary>Records how it was called and with Remote Desktop in what state, and ends as the test says.</summary>
internal sealed class RecordingSysprep(IRemoteDesktop remoteDesktop) : ISysprep
{
    public string ErrorLog => "setuperr.log";

    public List<string> Calls { get; } = [];

    /// <summary>The administrator that it ran as last; null: whoever runs the agent.</summary>
    public AdminLogon? Logon { get; private set; }

    public bool WasRemoteDesktopOpen { get; private set; }

    public Func<CancellationToken, Task<int>> End { get; set; } = _ => Task.FromResult(0);

    public Task<int> RunAsync(IReadOnlyList<string> arguments, AdminLogon? logon, CancellationToken cancellationToken)
    {
        Logon = logon;
        Calls.Add(string.Join(' ', arguments));
        WasRemoteDesktopOpen = remoteDesktop.IsOpen;
        return End(cancellationToken);
    }
}

internal sealed class FixedImageState(string? state) : ISysprepState
{
    public string? State { get; set; } = state;

    /// <summary>What the state becomes once somebody waits for it; without it the wait takes its whole bound.</summary>
    public string? Next { get; init; }

    public FakeTimeProvider? Time { get; init; }

    public SetupState Read() => new(State);

    public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        State = Next ?? State;
        Time?.Advance(bound);
        return Task.CompletedTask;
    }
}

/// <summary>Facts that may change once somebody has read them.</summary>
internal sealed class ChangingFacts(SysprepFacts facts) : ISysprepFacts
{
    public static SysprepFacts Ready { get; } = new()
    {
        Setup = new SetupState(SetupState.Complete), Build = 20348, HasDesktop = true, IsLocalSystem = true,
    };

    public SysprepFacts Facts { get; set; } = facts;

    public int Reads { get; private set; }

    public SysprepFacts Read()
    {
        Reads++;
        return Facts;
    }
}

internal sealed class ScriptWithCode(int code) : IProcessRunner
{
    public ProcessStart? Last { get; private set; }

    public Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        Last = start;
        return Task.FromResult(code);
    }
}

internal sealed class AccountsInMemory(params LocalAccount[] accounts) : ILocalAccounts
{
    public List<string> Calls { get; } = [];

    public Exception? Refusal { get; init; }

    public Exception? RefusalToEnable { get; init; }

    /// <summary>The password that was set last.</summary>
    public string? Password { get; private set; }

    public bool IsDomainController { get; init; }

    public Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LocalAccount>>(accounts);

    public Task<LocalAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(accounts.FirstOrDefault(account => account.Name == name));

    public Task SetPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
            throw Refusal;
        Calls.Add($"password of {SidOf(name)}, {password.Reveal().Length} characters");
        Password = password.Reveal();
        return Task.CompletedTask;
    }

    public Task EnableAsync(string name, CancellationToken cancellationToken)
    {
        if (RefusalToEnable is not null)
            throw RefusalToEnable;
        Calls.Add($"enable {SidOf(name)}");
        return Task.CompletedTask;
    }

    public Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private string SidOf(string name) => accounts.Single(account => account.Name == name).Sid;
}
