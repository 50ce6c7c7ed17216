using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Aws;

namespace OpenLaunch.Steps.Notify;

/// <summary>The services of AWS that may wait for an instance, called in their Query form with the instance's own role.</summary>
internal static partial class AwsTargets
{
    private const int MostOfMessage = 300;
    private const string ContentType = "Content-Type";
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>CloudFormation API Reference, SignalResource (2010-05-15).</summary>
    public static NotificationTarget Of(StackSignal signal, NotificationMessage message, StepContext context) => New(
        $"the resource {signal.Resource} of the stack {signal.Stack}", "cloudformation", signal.Endpoint, context,
        new()
        {
            ["Action"] = "SignalResource",
            ["Version"] = "2010-05-15",
            ["StackName"] = signal.Stack,
            ["LogicalResourceId"] = signal.Resource,
            ["UniqueId"] = message.InstanceId ?? "",
            ["Status"] = message.IsSuccess ? "SUCCESS" : "FAILURE",
        });

    /// <summary>Amazon EC2 Auto Scaling API Reference, CompleteLifecycleAction (2011-01-01).</summary>
    public static NotificationTarget Of(LifecycleAction action, NotificationMessage message, StepContext context) => New(
        $"the hook {action.Hook} of the Auto Scaling group {action.Group}", "autoscaling", action.Endpoint, context,
        new()
        {
            ["Action"] = "CompleteLifecycleAction",
            ["Version"] = "2011-01-01",
            ["AutoScalingGroupName"] = action.Group,
            ["LifecycleHookName"] = action.Hook,
            ["InstanceId"] = message.InstanceId ?? "",
            ["LifecycleActionResult"] = message.IsSuccess ? "CONTINUE" : "ABANDON",
        });

    /// <summary>What a service says is wrong; null where it says nothing that is known.</summary>
    public static string? MessageIn(string answer)
    {
        var match = Message().Match(answer);
        var text = WebUtility.HtmlDecode(match.Groups[1].Value);
        return !match.Success ? null : text.Length > MostOfMessage ? text[..MostOfMessage] : text;
    }

    private static NotificationTarget New(
        string name, string service, string? endpoint, StepContext context, SortedDictionary<string, string> parameters) => new(
        name, $"{service} {endpoint} {string.Join('&', parameters.Values)}",
        (tries, token) => tries.PostAsync(async cancelled =>
        {
            if (parameters.ContainsValue(""))
                throw new NotificationException("metadata has not told the instance id; see openlaunch doctor");
            var region = await NeedAsync("meta-data/placement/region", "the region", context.Metadata, cancelled);
            var domain = await context.Metadata.GetAsync("meta-data/services/domain", cancelled) ?? "amazonaws.com";
            var credentials = await RoleCredentials.ReadAsync(context.Metadata, cancelled);
            var address = new Uri(endpoint ?? $"https://{service}.{region}.{domain}/");
            var content = Encoding.UTF8.GetBytes(string.Join(
                '&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")));
            var headers = AwsSignature.Sign(
                new("POST", new(service, region, address), address.AbsolutePath, content,
                    new Dictionary<string, string> { [ContentType] = Form }),
                credentials);
            return new(address, headers.Where(header => header.Key != ContentType).ToDictionary(), content, Form);
        }, token));

    private static async Task<string> NeedAsync(
        string path, string what, IMetadataClient metadata, CancellationToken cancellationToken) =>
        await metadata.GetAsync(path, cancellationToken)
        ?? throw new NotificationException($"metadata does not tell {what} ({path})");

    [GeneratedRegex("<Message>([^<]*)</Message>")]
    private static partial Regex Message();
}
