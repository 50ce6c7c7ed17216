using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenLaunch.Analyzers;

/// <summary>Finds what no code that runs in the agent's process should call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForbiddenCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.EndsProcess, Rules.BlockingWait, Rules.OtherClock, Rules.StandardOutput);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (StepCode.IsPresent(start.Compilation))
            {
                start.RegisterOperationAction(
                    Check, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.MethodReference);
            }
        });
    }

    private static void Check(OperationAnalysisContext context)
    {
        var member = StepCode.MemberOf(context.Operation);
        if (RuleFor(member) is { } rule)
            context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), StepCode.NameOf(member)));
    }

    private static DiagnosticDescriptor? RuleFor(ISymbol member) =>
        (member.ContainingType?.ToDisplayString(), member.Name) switch
        {
            ("System.Environment", "Exit" or "FailFast") => Rules.EndsProcess,
            ("System.Threading.Thread", "Sleep") => Rules.BlockingWait,
            ("System.DateTime", "Now" or "UtcNow" or "Today") => Rules.OtherClock,
            ("System.DateTimeOffset", "Now" or "UtcNow") => Rules.OtherClock,
            ("System.Console", "Write" or "WriteLine" or "Out" or "OpenStandardOutput") => Rules.StandardOutput,
            _ => null,
        };
}
