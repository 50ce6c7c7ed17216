using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OpenLaunch.Analyzers;

/// <summary>Finds secrets that are revealed into a description, a message, a value that is kept or an exception.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RevealedSecretAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.RevealedSecret);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (StepCode.IsPresent(start.Compilation))
                start.RegisterOperationBlockAction(Check);
        });
    }

    private static void Check(OperationBlockAnalysisContext context)
    {
        var operations = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        if (!operations.Any(IsReveal))
            return;
        var revealed = Locals(operations);
        foreach (var operation in operations)
        {
            if (Listener(operation) is { } listener && Texts(operation).Any(text => Holds(text, revealed)))
                context.ReportDiagnostic(Diagnostic.Create(Rules.RevealedSecret, operation.Syntax.GetLocation(), listener));
        }
    }

    /// <summary>The variables that were given a revealed secret, or one another.</summary>
    private static HashSet<ISymbol> Locals(List<IOperation> operations)
    {
        var revealed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        int before;
        do
        {
            before = revealed.Count;
            foreach (var operation in operations)
            {
                if (operation is IVariableDeclaratorOperation declared
                    && declared.GetVariableInitializer() is { } initializer && Holds(initializer.Value, revealed))
                {
                    revealed.Add(declared.Symbol);
                }
                else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } given
                    && Holds(given.Value, revealed))
                {
                    revealed.Add(local.Local);
                }
            }
        }
        while (revealed.Count > before);
        return revealed;
    }

    /// <summary>Who is told a text by it, if anybody who keeps it.</summary>
    private static string? Listener(IOperation operation) => operation switch
    {
        IInvocationOperation call => (call.TargetMethod.ContainingType?.ToDisplayString(), call.TargetMethod.Name) switch
        {
            ("OpenLaunch.Core.Engine.StepContext", "ChangeAsync" or "Report" or "Remember" or "TryRemember")
                or ("OpenLaunch.Core.Console.IInstanceConsole", _)
                or ("Microsoft.Extensions.Logging.LoggerExtensions", _)
                or ("OpenLaunch.Core.Engine.StepOutcome", _) => StepCode.NameOf(call.TargetMethod),
            _ => null,
        },
        IObjectCreationOperation made when IsException(made.Type) => made.Type!.Name,
        _ => null,
    };

    /// <summary>What it is told; not the act, which needs the secret.</summary>
    private static IEnumerable<IOperation> Texts(IOperation operation) =>
        (operation is IInvocationOperation call ? call.Arguments : ((IObjectCreationOperation)operation).Arguments)
        .Select(argument => argument.Value).Where(value => value is not IDelegateCreationOperation);

    private static bool Holds(IOperation text, HashSet<ISymbol> revealed) => text.DescendantsAndSelf().Any(part =>
        (IsReveal(part) || (part is ILocalReferenceOperation local && revealed.Contains(local.Local)))
        && part.Parent is not IPropertyReferenceOperation);

    private static bool IsReveal(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod: { Name: "Reveal", ContainingType: var type },
    } && type.ToDisplayString() == "OpenLaunch.Core.Engine.SecretText";

    private static bool IsException(ITypeSymbol? type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (one.ToDisplayString() == "System.Exception")
                return true;
        }

        return false;
    }
}
