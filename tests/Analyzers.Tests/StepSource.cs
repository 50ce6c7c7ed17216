using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenLaunch.Analyzers.Tests;

/// <summary>A step as an author writes it, compiled against the real libraries: <c>// OL0001</c> marks a line that is reported.</summary>
internal static partial class StepSource
{
    private const string Before = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Logging;
        using OpenLaunch.Core.Console;
        using OpenLaunch.Core.Engine;
        using OpenLaunch.Steps.HostName;

        [Step("tryIt", "Tries it")]
        public sealed class TryIt(IComputerName computer) : Step<NoInputs>
        {
        """;

    /// <summary>Fails unless exactly the marked lines are reported.</summary>
    /// <param name="members">The members of the step's class; the name of the computer's port is <c>computer</c>.</param>
    public static async Task CheckAsync(string members)
    {
        var code = $"{Before}\n{members}\n}}\n";
        var expected = Mark().Matches(code).Select(mark => (Line: LineOf(code, mark.Index), Id: mark.Value[3..]));
        var reported = (await ReportAsync(code)).Select(one =>
            (Line: one.Location.GetLineSpan().StartLinePosition.Line + 1, one.Id));

        Assert.Equal(Lines(code, expected), Lines(code, reported));
    }

    /// <summary>What the analyzers say of code that compiles.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ReportAsync(string code)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "Tried", [CSharpSyntaxTree.ParseText(code, cancellationToken: token)], References(),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(token).Where(one => one.Severity == DiagnosticSeverity.Error));
        return await compilation.WithAnalyzers(
            [new ForbiddenCallAnalyzer(), new OutsideChangeAnalyzer(), new RevealedSecretAnalyzer()]).GetAnalyzerDiagnosticsAsync(token);
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path));

    private static int LineOf(string code, int index) => code.AsSpan(0, index).Count('\n') + 1;

    private static IEnumerable<string> Lines(string code, IEnumerable<(int Line, string Id)> found) =>
        found.Distinct().Order().Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Id}: {code.Split('\n')[one.Line - 1].Split("// OL")[0].Trim()}"));

    [GeneratedRegex(@"// OL\d{4}")]
    private static partial Regex Mark();
}
