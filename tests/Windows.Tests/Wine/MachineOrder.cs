using OpenLaunch.Windows.Tests.Wine;
using Xunit.v3;
using Xunit.Sdk;

[assembly: TestClassOrderer(typeof(MachineOrder))]
[assembly: TestMethodOrderer(typeof(MachineOrder))]

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>
/// The tests of the shared machine run by name: what one of them leaves behind meets the same next test everywhere. The order
/// of xunit comes from the path of the assembly, and differs from one checkout to the next.
/// </summary>
public sealed class MachineOrder : ITestClassOrderer, ITestMethodOrderer
{
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass =>
        [.. testClasses.OrderBy(tests => tests?.TestClassName, StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod =>
        [.. testMethods.OrderBy(test => test?.MethodName, StringComparer.Ordinal)];
}
