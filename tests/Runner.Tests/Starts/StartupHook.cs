using System.Globalization;

/// <summary>
/// Loaded into the program by DOTNET_STARTUP_HOOKS, which asks for this name without a namespace: it writes down at the end how
/// many bytes the program has allocated, and below that which assemblies it has loaded.
/// </summary>
internal static class StartupHook
{
    public const string Target = "OPENLAUNCH_TEST_ASSEMBLIES";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Target) is { } file)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(
                file,
                [
                    GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture),
                    .. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal),
                ]);
        }
    }
}
