/// <summary>
/// Loaded into the program by DOTNET_STARTUP_HOOKS, which asks for this name without a namespace: it writes down at the end which
/// assemblies the program has loaded.
/// </summary>
internal static class StartupHook
{
    public const string Target = "OPENLAUNCH_TEST_ASSEMBLIES";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Target) is { } file)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(
                file, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal));
        }
    }
}
