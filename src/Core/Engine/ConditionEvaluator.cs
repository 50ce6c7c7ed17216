using System.IO.Enumeration;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Holds the conditions of a <c>when:</c> against the instance.</summary>
internal sealed class ConditionEvaluator(IMetadataClient metadata, Func<IHostIdentity> host)
{
    /// <summary>The first condition that does not hold, in words; null when all hold.</summary>
    /// <exception cref="MetadataException">A condition needs metadata, and there is none.</exception>
    public async Task<string?> FindUnmetAsync(RunConditions conditions, bool isFirstBoot, CancellationToken cancellationToken)
    {
        if (conditions.FirstBoot is { } wanted && wanted != isFirstBoot)
            return $"when: firstBoot is {Text(isFirstBoot)}, not {Text(wanted)}";
        if (conditions.OsBuild is { } build
            && !(OsBuildCondition.TryParse(build, out var condition) && condition.Holds(host().OsBuild)))
            return $"when: osBuild is {host().OsBuild}, not {build}";
        if (conditions.InstanceType.Count > 0)
        {
            var type = await metadata.GetInstanceTypeAsync(cancellationToken) ?? "unknown";
            if (!conditions.InstanceType.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, type)))
                return $"when: instanceType is {type}, not {string.Join(" or ", conditions.InstanceType)}";
        }

        foreach (var (key, pattern) in conditions.Tag)
        {
            if (await metadata.GetTagAsync(key, cancellationToken) is not { } value)
                return $"when: tag {key} is absent (tags in instance metadata must be allowed), not {pattern}";
            if (!FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false))
                return $"when: tag {key} is {value}, not {pattern}";
        }

        return null;
    }

    private static string Text(bool value) => value ? "true" : "false";
}
