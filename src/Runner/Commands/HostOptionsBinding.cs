using System.CommandLine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary>The options of all verbs that run steps: where, on what machine, with which metadata and console.</summary>
internal sealed class HostOptionsBinding
{
    private readonly Option<string?> state = CommonOptions.State();
    private readonly Option<string?> config = CommonOptions.Config();
    private readonly Option<string?> simulate = new("--simulate")
    {
        Description = "Run on a simulated machine: on the one of the given machine file, else on the one in the state folder "
            + "as it was left, else on a fresh instance.",
        HelpName = "machine.yml",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> imds = new("--imds")
    {
        Description = $"The metadata endpoint. Default: {MetadataEndpoint.EndpointVariable}, else http://169.254.169.254; "
            + "a simulated machine starts its own.",
        HelpName = "url",
    };

    private readonly Option<string?> userData = new("--user-data")
    {
        Description = "The user data that the simulated metadata service serves.",
        HelpName = "file",
    };

    private readonly Option<bool> executeScripts = new("--execute-scripts")
    {
        Description = "Run the scripts of user data for real, here and as you, although the machine is simulated; "
            + "without it they are recorded only.",
    };

    private readonly Option<string?> console = new("--console")
    {
        Description = "Where the instance console goes: a file, COMn, - (standard output) or none. "
            + "Default: the serial port; console.log in the state folder when simulating.",
        HelpName = "target",
    };

    private readonly Option<bool> insecurePermissions = new("--insecure-permissions")
    {
        Description = "Use a configuration and step assemblies that others than administrators can alter. For a lab only.",
    };

    public void AddTo(Command command)
    {
        CommonOptions.Filled(imds);
        CommonOptions.Filled(userData);
        CommonOptions.Filled(console);
        foreach (var option in (Option[])[config, state, simulate, imds, userData, executeScripts, console, insecurePermissions])
            command.Add(option);
    }

    /// <summary>The configuration file that was named, whether or not it is there.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(config);

    /// <summary>What names machine and metadata, for another verb that is to see the same.</summary>
    public string[] Machine(ParseResult parsed)
    {
        var given = new List<string>();
        foreach (var option in (Option<string?>[])[state, imds])
        {
            if (parsed.GetValue(option) is { } value)
                given.AddRange([option.Name, value]);
        }

        if (parsed.GetResult(simulate) is not null)
            given.Add(parsed.GetValue(simulate) is { } machine ? $"{simulate.Name}={machine}" : simulate.Name);
        if (parsed.GetValue(insecurePermissions))
            given.Add(insecurePermissions.Name);
        return [.. given];
    }

    /// <exception cref="UsageException">A file does not exist, the endpoint is none, or options contradict.</exception>
    /// <exception cref="HostNeededException">The host is to carry out the command; nothing has been done.</exception>
    public HostOptions Read(ParseResult parsed, bool isDryRun)
    {
        var isSimulated = parsed.GetResult(simulate) is not null;
        if (parsed.GetValue(executeScripts) && !isSimulated)
            throw new UsageException("--execute-scripts goes with --simulate; elsewhere scripts are run anyway.");
        var endpoint = ReadEndpoint(parsed);
        var options = new HostOptions
        {
            Steps = AgentCommand.StepsOf(parsed),
            Folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated),
            ConfigurationFile = Existing(parsed.GetValue(config), "--config"),
            IsSimulated = isSimulated,
            MachineFile = Existing(parsed.GetValue(simulate), "--simulate"),
            Endpoint = endpoint,
            IsEndpointNamed = endpoint.Fallback is null || endpoint.IsDisabled,
            UserDataFile = Existing(parsed.GetValue(userData), "--user-data"),
            ExecutesScripts = parsed.GetValue(executeScripts),
            ConsoleTarget = parsed.GetValue(console),
            AllowsUntrustedFiles = parsed.GetValue(insecurePermissions),
            IsDryRun = isDryRun,
        };
        ExtensionHost.Demand(options);
        return options;
    }

    private MetadataEndpoint ReadEndpoint(ParseResult parsed)
    {
        try
        {
            return MetadataEndpoint.Resolve(parsed.GetValue(imds), Environment.GetEnvironmentVariable);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static string? Existing(string? file, string option) => file is null || System.IO.File.Exists(file)
        ? file
        : throw new UsageException($"{option}: there is no file '{file}'.");
}
