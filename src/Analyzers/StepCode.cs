using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenLaunch.Analyzers;

/// <summary>What the analyzers know of OpenLaunch.Core and of the code that they look at.</summary>
internal static class StepCode
{
    private const string StepInterface = "OpenLaunch.Core.Engine.IStep";

    /// <summary>Whether the code can hold a step.</summary>
    public static bool IsPresent(Compilation compilation) => compilation.GetTypeByMetadataName(StepInterface) is not null;

    public static bool IsStep(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && type.AllInterfaces.Any(one => one.ToDisplayString() == StepInterface);

    /// <summary>What a call, or a mention without a call, is of.</summary>
    public static ISymbol MemberOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IMethodReferenceOperation mention => mention.Method,
        _ => ((IPropertyReferenceOperation)operation).Property,
    };

    public static string NameOf(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    /// <summary>Whether it has the type of the act that ChangeAsync is given: whoever takes it, it is a change.</summary>
    public static bool IsAct(ITypeSymbol? type) =>
        type?.ToDisplayString() == "System.Func<System.Threading.CancellationToken, System.Threading.Tasks.Task>";
}
