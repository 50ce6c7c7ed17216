using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Runner.Composition;

/// <summary>The machine under the steps: this one, or a simulated one.</summary>
internal interface IMachine : IAsyncDisposable
{
    /// <summary>Registers the adapters of all ports.</summary>
    void AddPorts(IServiceCollection services);

    /// <summary>Says how metadata is reached from this machine.</summary>
    MetadataOptions Reach(MetadataOptions options);

    /// <summary>Opens the default console: the serial port, or its stand-in.</summary>
    /// <param name="port">The configured port: <c>auto</c> or <c>COMn</c>.</param>
    IConsolePort OpenConsole(string port, ILogger logger);
}
