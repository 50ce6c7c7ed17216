using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// What a machine finds in its subnet of EC2, at the true addresses: metadata, a key management service, the time. The names are
/// those of a file, and Windows has its time service.
/// </summary>
internal sealed class MovedMachine : IAsyncDisposable
{
    private readonly WineMachine machine;
    private readonly RunningProcess metadata;
    private readonly TcpListener kms = new(IPAddress.Parse("169.254.169.250"), 1688);
    private readonly UdpClient clock = new(new IPEndPoint(IPAddress.Parse("169.254.169.123"), 123));
    private readonly Task telling;
    private readonly string state;
    private readonly string names;

    private MovedMachine(WineMachine machine, Uri endpoint)
    {
        this.machine = machine;
        (state, names) = (machine.NewFolder(), Path.Combine(machine.NewFolder(), "hosts"));
        File.WriteAllText(names, "127.0.0.1 localhost\n192.0.2.1 ec2.amazonaws.com\n");
        metadata = new RunningProcess(
            "socat", ["TCP-LISTEN:80,bind=169.254.169.254,fork,reuseaddr", $"TCP:127.0.0.1:{endpoint.Port}"]);
        kms.Start();
        telling = TellTimeAsync();
    }

    /// <summary>Puts the machine into its new subnet.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="endpoint">Where metadata is served.</param>
    public static async Task<MovedMachine> MoveAsync(WineMachine machine, Uri endpoint)
    {
        await StandInService.CreateAsync(machine, "W32Time", "auto");
        var started = await machine.RunAsync("net", "start", "W32Time");
        Assert.True(started.ExitCode == 0, started.ToString());
        return new(machine, endpoint);
    }

    /// <summary>Runs the published build with the names of this machine, without saying where metadata is.</summary>
    public async Task<ProcessResult> RunAsync(WindowsDouble doubles, params IEnumerable<string> arguments)
    {
        using var process = machine.StartBelow(
            ["unshare", "--mount", "sh", "-c", $"mount --bind '{names}' /etc/hosts && exec \"$@\"", "sh"], doubles,
            [
                await machine.ProgramAsync(doubles), .. arguments, "--state", WineMachine.WindowsPath(state), "--console", "none",
                "--insecure-permissions",
            ]);
        return await process.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        metadata.Dispose();
        kms.Dispose();
        clock.Dispose();
        await telling;
        await machine.RunAsync("net", "stop", "W32Time");
        await machine.RunAsync("sc", "delete", "W32Time");
    }

    /// <summary>Answers as a time server (RFC 5905): received and sent now.</summary>
    private async Task TellTimeAsync()
    {
        try
        {
            while (true)
            {
                var question = await clock.ReceiveAsync(CancellationToken.None);
                var answer = new byte[48];
                answer[0] = 0x24;
                var now = (TimeProvider.System.GetUtcNow() - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
                foreach (var at in (int[])[32, 40])
                {
                    BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at), (uint)now);
                    BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at + 4), (uint)((now - Math.Floor(now)) * uint.MaxValue));
                }

                await clock.SendAsync(answer, question.RemoteEndPoint, CancellationToken.None);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The machine is done.
        }
    }
}
