using System.Globalization;
using System.Net;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Activation;

/// <summary>
/// Activation of a simulated machine. It succeeds as on EC2: with a volume key, and with a way to the KMS through the
/// adapter's own gateway.
/// </summary>
internal sealed class SimulatedActivation(SimulatedMachine machine, TimeProvider time) : IActivation
{
    private const int DaysOfActivation = 180;
    private const string Client = "Microsoft-Windows-Security-SPP";
    private const int Asked = 12288;
    private const int Answered = 12289;

    public Task<ActivationState> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(machine.Read(state =>
    {
        var licence = state.Licence;
        return new ActivationState(licence.KmsServer, licence.KmsPort, StatusOf(licence.Status))
        {
            Remaining = licence.DaysLeft is { } days ? TimeSpan.FromDays(days) : null,
            EvaluationEnds = licence.EvaluationEnds is { } end
                ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : null,
            KmsServerInDns = licence.KmsServerInDns,
            KeyChannel = licence.KeyChannel,
            KeyEnding = licence.KeyChannel is null ? null : licence.KeyEnding,
            Reason = licence is { Status: not "licensed", Reason: { } code }
                ? int.Parse(code.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                : null,
            Edition = licence.Edition,
            Build = BuildOf(state),
        };
    }));

    public Task SetKmsAsync(string server, int port, CancellationToken cancellationToken)
    {
        machine.Write("KMS host", state => (state.Licence.KmsServer, state.Licence.KmsPort) = (server, port));
        return Task.CompletedTask;
    }

    public Task InstallKeyAsync(string key, CancellationToken cancellationToken)
    {
        machine.Write("product key", state => state.Licence.KeyChannel =
            key == KmsClientKeys.Find(BuildOf(state), state.Licence.Edition)
                ? "Volume:GVLK"
                : throw LicensingError.Of("install the product key", LicensingError.InvalidKey)!);
        return Task.CompletedTask;
    }

    /// <exception cref="MachineException">The KMS is not reached, or does not serve the installed key.</exception>
    public Task ActivateAsync(CancellationToken cancellationToken)
    {
        var licence = machine.Read(state => state.Licence);
        if (licence.KeyChannel?.StartsWith("Volume", StringComparison.OrdinalIgnoreCase) != true)
            throw LicensingError.Of("activate Windows", LicensingError.NoVolumeKey)!;
        if (KmsHosts.Read(licence.KmsServer) is not { } address || !new SimulatedNetwork(machine).CanReach(address))
        {
            machine.Write("request to the KMS", state => Note(state, Asked, unchecked((int)0x800706BA)));
            throw LicensingError.Of("activate Windows", LicensingError.NoKmsReached)!;
        }

        machine.Write("activation", state =>
        {
            (state.Licence.Status, state.Licence.DaysLeft) = ("licensed", DaysOfActivation);
            Note(state, Answered, 0);
        });
        return Task.CompletedTask;
    }

    /// <summary>As Windows notes it; the latest of each kind is kept.</summary>
    private void Note(MachineState state, int id, int code)
    {
        state.Events.RemoveAll(entry => entry is { Source: Client } && entry.Id == id);
        state.Events.Add(new()
        {
            Log = "Application", Source = Client, Id = id, Level = 4,
            Time = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            Message = string.Create(CultureInfo.InvariantCulture, $"Info: 0x{code:X8}"),
        });
    }

    private static int BuildOf(MachineState state) => int.TryParse(
        state.Windows.Build.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var build) ? build : 0;

    private static LicenceStatus StatusOf(string word) => Enum.TryParse<LicenceStatus>(word, ignoreCase: true, out var status)
        ? status
        : throw new MachineException(
            $"'{word}' is not a licence status: expected licensed, grace, notification or unlicensed.");
}

/// <summary>Tries the key management services from a simulated machine.</summary>
internal sealed class SimulatedKmsProbe(SimulatedMachine machine) : IKmsProbe
{
    public Task<bool> OpensAsync(IPEndPoint server, CancellationToken cancellationToken) =>
        Task.FromResult(new SimulatedNetwork(machine).CanReach(server.Address));
}
