using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.OpenSsh;

/// <summary>Runs the OpenSSH server, and lets the key that the instance was launched with in.</summary>
[Step("enableOpenSsh", "Runs the OpenSSH server with the instance's key", Frequency = StepFrequency.PerInstance)]
public sealed class EnableOpenSshStep(
    IServices services, IOpenSshFeature feature, IAuthorizedKeys keys, IMachineRegistry registry) : Step<EnableOpenSshInputs>
{
    internal const string Service = "sshd";

    private const string Windows = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string KeyPath = "meta-data/public-keys/0/openssh-key";
    private const int FirstBuild = 17763; // Windows Server 2019

    private static readonly TimeSpan FeatureBound = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        EnableOpenSshInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (int.TryParse(registry.Read(Windows, "CurrentBuild"), out var build) && build < FirstBuild)
            return StepOutcome.Skipped($"Windows has an OpenSSH server since build {FirstBuild}; this is {build}");
        var status = await services.ReadAsync(Service, cancellationToken);
        if (status is null && await AddAsync(context, cancellationToken) is { } failure)
            return failure;
        if (status?.StartType != ServiceStartType.Automatic)
        {
            await context.ChangeAsync(
                $"set the service {Service} to start with Windows",
                token => services.SetStartTypeAsync(Service, ServiceStartType.Automatic, token), cancellationToken);
        }

        if (status?.State != ServiceState.Running)
        {
            await context.ChangeAsync(
                $"start the service {Service}", token => services.StartAsync(Service, StartBound, token), cancellationToken);
        }

        if (inputs.Keys == OpenSshKeys.Instance && await KeyAsync(context, cancellationToken) is { } key)
            await new LocalKeys(keys).EnsureAsync(KeyOwner.Administrators, [key], context, cancellationToken);
        return StepOutcome.Done;
    }

    private async Task<StepOutcome?> AddAsync(StepContext context, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(FeatureBound, context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            context.Report($"adding the feature OpenSSH.Server, for {FeatureBound.TotalMinutes:0} minutes at most");
            await context.ChangeAsync("add the feature OpenSSH.Server of Windows", feature.AddAsync, both.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return StepOutcome.Failed(
                $"The feature OpenSSH.Server was not there after {FeatureBound.TotalMinutes:0} minutes. Its source is Windows "
                + "Update, which the instance must reach; or add it to the image: "
                + "Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0");
        }
    }

    private static async Task<string?> KeyAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (await context.Metadata.GetAsync(KeyPath, cancellationToken) is { Length: > 0 } key)
                return key.Trim();
            context.Logger.LogWarning("The instance has no key pair, so no key is let in.");
        }
        catch (MetadataException refusal)
        {
            context.Logger.LogWarning("No key is let in, for that of the instance is not known: {Reason}", refusal.Message);
        }

        return null;
    }
}
