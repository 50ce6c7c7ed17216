using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>What the acts of a generalization work on.</summary>
/// <param name="Sysprep">The tool.</param>
/// <param name="State">What became of it.</param>
/// <param name="RemoteDesktop">Remote Desktop.</param>
/// <param name="Scripts">Runs the operator's script.</param>
public sealed record GeneralizationPorts(
    ISysprep Sysprep, ISysprepState State, IRemoteDesktop RemoteDesktop, IScriptInterpreter Scripts);
