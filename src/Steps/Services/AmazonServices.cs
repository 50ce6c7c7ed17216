namespace OpenLaunch.Steps.Services;

/// <summary>The names of Amazon's services, as the service control manager knows them (EC2 User Guide).</summary>
internal static class AmazonServices
{
    public const string Ec2LaunchV2 = "Amazon EC2Launch";
    public const string Ec2Config = "Ec2Config";
    public const string SystemsManager = "AmazonSSMAgent";
}
