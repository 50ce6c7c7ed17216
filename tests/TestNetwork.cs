using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Tests;

/// <summary>
/// The network of a test program: a namespace of Linux that it enters before it has another thread, so that all its threads and
/// processes are in it. It looks like a subnet of EC2 without anybody on it: no packet of a test leaves the machine, and what an
/// agent asks of EC2's own addresses is answered by a test, or refused.
/// </summary>
internal static partial class TestNetwork
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET

    private const string Setup = """
        set -e
        ip link set lo up
        ip link add ec2 address 02:11:22:33:44:55 type veth peer name ec2peer
        ip link set ec2 up
        ip link set ec2peer up
        ip address add 172.31.40.5/20 dev ec2
        ip route add default via 172.31.32.1
        for service in 169.254.169.254 169.254.169.250 169.254.169.251 169.254.169.123; do ip address add $service/32 dev lo; done
        ip -6 address add 2001:db8:1f18::5/64 dev ec2 nodad 2>/dev/null || true
        """;

    private static SafeFileHandle? outside;
    private static string? refusal = "The tests did not start in a network of their own.";

    /// <summary>The number of the adapter that leads out of the machine, as far as the machine knows.</summary>
    public static string Adapter => NetworkInterface.GetAllNetworkInterfaces().Single(found => found.Name == "ec2")
        .GetIPProperties().GetIPv4Properties().Index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Skips a test that must be on this network where there is none, unless the run must have it.</summary>
    public static void Demand()
    {
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") == "1")
            Assert.Null(refusal);
        Assert.SkipWhen(refusal is not null, refusal ?? "");
    }

    /// <summary>The command that runs another one on the machine's own network: a build asks for packages.</summary>
    public static IReadOnlyList<string> Outside(params IEnumerable<string> command) => outside is null
        ? [.. command]
        : ["nsenter", string.Create(CultureInfo.InvariantCulture,
            $"--net=/proc/{Environment.ProcessId}/fd/{outside.DangerousGetHandle()}"), .. command];

    [ModuleInitializer]
    internal static void Enter()
    {
        if (!OperatingSystem.IsLinux())
        {
            refusal = "Network namespaces are a part of Linux.";
            return;
        }

        var before = File.OpenHandle("/proc/thread-self/ns/net");
        if (Unshare(NewNetwork) != 0)
        {
            var reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            refusal = $"No network namespace can be made here (needs root): {reason}.";
            before.Dispose();
            return;
        }

        outside = before;
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Setup]) { RedirectStandardError = true })!;
        var errors = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        refusal = shell.ExitCode == 0 ? null : $"The network of the tests cannot be made (package iproute2): {errors}";
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unshare(int flags);
}
