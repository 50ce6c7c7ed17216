using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>What the acts of a generalization work on.</summary>
internal sealed record GeneralizationPorts(
    ISysprep Sysprep, ISysprepState State, IRemoteDesktop RemoteDesktop, IProcessRunner Scripts, ILocalAccounts Accounts,
    SysprepGate Gate);
