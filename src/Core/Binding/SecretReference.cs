using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Binding;

/// <summary>
/// A secret that the document does not hold but names: <c>{ fromSsmParameter: /app/join-password }</c>. The form is reserved.
/// A later version resolves it when the step runs, with the instance's own credentials, so that neither the document nor
/// its reader ever holds the secret; <see cref="Engine.SecretText"/> then carries the reference.
/// </summary>
internal static class SecretReference
{
    private static readonly string[] Kinds = ["fromSsmParameter", "fromSecretsManager"];

    /// <summary>Tells that a map stands for a secret, when it does.</summary>
    /// <returns>Whether the node is a reference.</returns>
    public static bool TryRefuse(YamlNode node, string name, ConfigurationErrors errors)
    {
        if (node is not MapNode map)
            return false;
        foreach (var kind in Kinds)
        {
            if (!map.TryGet(kind, out var entry))
                continue;
            errors.Add(
                entry.Position,
                $"{name}: {kind} is not supported yet; write the secret itself, or set it from a script in user data");
            return true;
        }

        return false;
    }
}
