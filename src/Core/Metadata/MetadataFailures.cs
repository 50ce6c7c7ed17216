using System.Globalization;

namespace OpenLaunch.Core.Metadata;

/// <summary>Words the failures: what, at which endpoint, why, and what to do. Never any text that the service sent.</summary>
internal sealed class MetadataFailures(MetadataEndpoint endpoint)
{
    /// <summary>What to do with more user data than EC2 takes (EC2 User Guide, "User data": 16 KB before base64).</summary>
    public const string TooMuchUserData = "EC2 gives an instance at most 16 KiB of user data. Compress it with gzip, or put "
        + "it on S3 or a web server and name it in the user data: '#include' and 'https://HOST/FILE sha256=HASH' on the next "
        + "line.";

    private const string SeeService = "Check what answers at that address; on EC2 only the metadata service does.";

    /// <summary>The failure behind a trial that gave no answer to use.</summary>
    public MetadataException From(RequestTrial trial, string request) => trial.Last switch
    {
        ExchangeResult.NoAnswer none => new MetadataUnreachableException(
            $"The metadata service is not reachable at {endpoint}: asked for {request}, {none.Reason} {Effort(trial)}. "
                + Remedy(none.Cause),
            none.Cause,
            none.Error),
        ExchangeResult.Answer answer =>
            Failed(request, $"the answer is {answer.Description} {Effort(trial)}", Remedy((int)answer.Status)),
        ExchangeResult.BrokenAnswer { IsTooLarge: true } broken when request == MetadataPath.UserData.Text =>
            Failed(request, broken.Description, TooMuchUserData),
        _ => Failed(request, $"{trial.Last.Description} {Effort(trial)}", SeeService),
    };

    public MetadataFailedException WebPageSent(string request) => Failed(
        request,
        "the answer is a web page, not a value",
        "A proxy or another web server answers in its place: remove it.");

    public MetadataFailedException NotText(string request) =>
        Failed(request, "the answer is not UTF-8 text", SeeService);

    public MetadataFailedException InvalidToken(bool isWebPage) => Failed(
        "the session token",
        isWebPage ? "the answer is a web page, not a token" : "the token is empty or has characters that no token has",
        SeeService);

    public MetadataFailedException RefusedTwice(string request) => Failed(
        request,
        "the answer is 401 Unauthorized, to a fresh session as well",
        "Check for a proxy between this machine and the service that drops request headers.");

    public MetadataFailedException TokenRefused(ExchangeResult.Answer answer) => Failed(
        "the session token",
        $"the service refuses to give one ({answer.Description}), so it offers version 1 only",
        "If that is intended, set metadata.allowV1: true in the configuration.");

    public MetadataDisabledException Disabled() => endpoint.IsDisabled
        ? new($"metadata is disabled for this process: the environment variable {MetadataEndpoint.DisabledVariable} is true. "
            + "Remove it to use metadata.")
        : new($"metadata is disabled for this instance: {endpoint} answered 403 Forbidden to the request for a session token. "
            + "To enable it: aws ec2 modify-instance-metadata-options --http-endpoint enabled.");

    private MetadataFailedException Failed(string request, string why, string remedy) =>
        new($"The metadata service at {endpoint} is reachable but failing: asked for {request}, {why}. {remedy}");

    private static string Effort(RequestTrial trial) => trial.Attempts <= 1
        ? "(1 attempt)"
        : string.Create(CultureInfo.InvariantCulture, $"({trial.Attempts} attempts in {trial.Elapsed.TotalSeconds:0.#} s)");

    private static string Remedy(UnreachableCause cause) => cause switch
    {
        UnreachableCause.NoRoute => "Add the route: openlaunch repair.",
        UnreachableCause.Refused =>
            "A route exists but nothing listens: check the endpoint and the firewall (openlaunch doctor).",
        _ => "Check the routes and the firewall: openlaunch doctor.",
    };

    private static string Remedy(int status) => status switch
    {
        403 => "The request is not allowed, or metadata was turned off meanwhile: check the instance's metadata options.",
        >= 300 and < 400 => "Redirects are never followed. " + SeeService,
        429 => "Too many requests: find what else on this machine reads metadata.",
        >= 500 => "The service has a fault of its own: try again later.",
        _ => SeeService,
    };
}
