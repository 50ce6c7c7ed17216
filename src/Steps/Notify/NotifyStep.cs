using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Notify;

/// <summary>Tells others how the instance's initialisation went.</summary>
[Step("notify", "Tells a file, an address, a CloudFormation stack or an Auto Scaling group how the run went",
    Frequency = StepFrequency.PerInstance)]
public sealed class NotifyStep : Step<NotifyInputs>
{
    private readonly IFiles files;
    private readonly INotificationSender sender;
    private readonly RunSoFar run;

    internal NotifyStep(IFiles files, INotificationSender sender, RunSoFar run) =>
        (this.files, this.sender, this.run) = (files, sender, run);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        NotifyInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var failed = run.FailedIn(context.RunId);
        var message = new NotificationMessage(
            context.InstanceId, context.RunId, context.Time.GetUtcNow(),
            inputs.Status == NotifyStatus.Auto ? failed.Count == 0 : inputs.Status == NotifyStatus.Success, failed);
        var problems = new List<string>();
        foreach (var target in Targets(inputs, message, context))
        {
            var key = KeyOf(target, message);
            if (!context.Force && context.Recall(key) is not null)
                continue; // it was told before another one failed
            try
            {
                await context.ChangeAsync(
                    $"tell {target.Name} of {message.Word}",
                    token => target.TellAsync(new(sender, inputs.Attempts, context), token), cancellationToken);
                context.TryRemember(key, context.RunId);
            }
            catch (Exception problem) when (problem is NotificationException or AwsException
                or MachineException or IOException or UnauthorizedAccessException) // the file's
            {
                problems.Add($"{target.Name} was not told: {problem.Message}");
            }
        }

        return problems.Count == 0 ? StepOutcome.Done : StepOutcome.Failed(string.Join("; ", problems));
    }

    private IEnumerable<NotificationTarget> Targets(NotifyInputs inputs, NotificationMessage message, StepContext context)
    {
        if (inputs.File is { } path)
            yield return NotificationTarget.Of(path, files, message);
        if (inputs.Url is { } url)
            yield return NotificationTarget.Of(new Uri(url.Reveal()), message);
        if (inputs.CloudFormation is { } stack)
            yield return AwsTargets.Of(stack, message, context);
        if (inputs.AutoScaling is { } hook)
            yield return AwsTargets.Of(hook, message, context);
    }

    private static string KeyOf(NotificationTarget target, NotificationMessage message) => "told-"
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Identity}\n{message.Word}")))[..16];
}
