using System.Diagnostics;
using System.Net.Sockets;

namespace OpenLaunch.Tests;

public class TestNetworkTests
{
    [Fact]
    public async Task No_packet_of_a_test_leaves_the_machine()
    {
        TestNetwork.Demand();
        var token = TestContext.Current.CancellationToken;
        using var list = Process.Start(
            new ProcessStartInfo("ip", ["-brief", "link"]) { RedirectStandardOutput = true })!;
        var links = await list.StandardOutput.ReadToEndAsync(token);
        Assert.Equal(
            ["ec2", "ec2peer", "lo"],
            links.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', '@')[0]).Order(StringComparer.Ordinal));

        // Of the threads too, whichever of them this is.
        using var metadata = new TcpClient();
        var refused = await Assert.ThrowsAsync<SocketException>(
            () => metadata.ConnectAsync("169.254.169.254", 1, token).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }
}
