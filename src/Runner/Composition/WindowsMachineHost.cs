using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps;
using OpenLaunch.Steps.SerialConsole;

namespace OpenLaunch.Runner.Composition;

/// <summary>This Windows machine.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsMachineHost(TimeProvider time) : IMachine
{
    public void AddPorts(IServiceCollection services) => services.AddWindowsPorts(ExtensionHost.Registered);

    public MetadataOptions Reach(MetadataOptions options) => options;

    public IConsolePort OpenConsole(string port, ILogger logger)
    {
        var name = port.Equals("auto", StringComparison.OrdinalIgnoreCase) ? WindowsConsolePortName.Find() : port;
        return new SerialConsolePort(
            name, () => WindowsSerialPort.Open(name), time, problem => logger.LogWarning("{Problem}", problem));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
