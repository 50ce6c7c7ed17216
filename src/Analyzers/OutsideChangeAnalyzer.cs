using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OpenLaunch.Analyzers;

/// <summary>
/// Finds changes in the code of a step that no ChangeAsync surrounds. A method of the step that is only called from inside of
/// changes is inside itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutsideChangeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.OutsideChange);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolStartAction(
            start =>
            {
                if (!StepCode.IsStep((INamedTypeSymbol)start.Symbol))
                    return;
                var found = new ConcurrentBag<Call>();
                start.RegisterOperationAction(
                    operation => found.Add(Call.Of(operation.Operation, operation.ContainingSymbol)),
                    OperationKind.Invocation, OperationKind.MethodReference);
                start.RegisterSymbolEndAction(end => Report([.. found], end));
            },
            SymbolKind.NamedType);
    }

    private static void Report(List<Call> calls, SymbolAnalysisContext context)
    {
        var acts = Acts(calls);
        foreach (var call in calls.Where(call => !call.IsInside && !acts.Contains(call.Caller) && Changes.IsChange(call.Target)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.OutsideChange, call.Operation.Syntax.GetLocation(), StepCode.NameOf(call.Target)));
        }
    }

    /// <summary>The step's own methods that are called from inside of changes or from each other, from nowhere else.</summary>
    private static HashSet<ISymbol> Acts(List<Call> calls)
    {
        var callers = calls.Where(call => IsHelper(call.Target))
            .ToLookup(call => (ISymbol)call.Target, SymbolEqualityComparer.Default);
        var acts = new HashSet<ISymbol>(callers.Select(group => group.Key!), SymbolEqualityComparer.Default);
        while (acts.RemoveWhere(act => callers[act].Any(call => !call.IsInside && !acts.Contains(call.Caller))) > 0)
        {
            // Whom a method that is none any more calls may be none either.
        }

        return acts;
    }

    private static bool IsHelper(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction || method.DeclaredAccessibility == Accessibility.Private;

    /// <summary>A call, or a mention that somebody will call.</summary>
    private sealed class Call(IOperation operation, IMethodSymbol target, ISymbol caller, bool isInside)
    {
        public IOperation Operation => operation;

        public IMethodSymbol Target => target;

        /// <summary>The method or local function around it.</summary>
        public ISymbol Caller => caller;

        /// <summary>Whether it stands in an act, or is one.</summary>
        public bool IsInside => isInside;

        public static Call Of(IOperation operation, ISymbol method)
        {
            var target = ((IMethodSymbol)StepCode.MemberOf(operation)).OriginalDefinition;
            var isInside = operation is IMethodReferenceOperation { Parent: IDelegateCreationOperation made }
                && StepCode.IsAct(made.Type);
            for (var around = operation.Parent; around is not null; around = around.Parent)
            {
                if (around is ILocalFunctionOperation local)
                    return new Call(operation, target, local.Symbol, isInside);
                isInside |= around is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation act }
                    && StepCode.IsAct(act.Type);
            }

            return new Call(operation, target, method.OriginalDefinition, isInside);
        }
    }
}
