using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Asks Amazon Time Sync with one NTP packet (RFC 5905), over IPv4 and then IPv6.</summary>
internal sealed class NtpClockOffset(TimeProvider time) : IClockOffset
{
    private const int Port = 123;
    private const int PacketSize = 48;
    private const byte ClientOfVersion4 = 0x23;
    private const int ReceiveTimestamp = 32;
    private const int TransmitTimestamp = 40;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly DateTime Epoch = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public async Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken)
    {
        foreach (var server in Ec2Addresses.TimeSync)
        {
            if (await TryAsync(server, cancellationToken) is { } offset)
                return offset;
        }

        throw new IOException(
            $"Amazon Time Sync does not answer (tried {string.Join(", ", Ec2Addresses.TimeSync)} on UDP {Port})");
    }

    /// <summary>The offset of RFC 5905, section 8, with the sign turned: positive when our clock is ahead.</summary>
    public static TimeSpan? OffsetOf(ReadOnlySpan<byte> packet, DateTime sent, DateTime received)
    {
        if (packet.Length < PacketSize || BinaryPrimitives.ReadUInt32BigEndian(packet[TransmitTimestamp..]) == 0)
            return null;
        var arrived = Timestamp(packet[ReceiveTimestamp..]);
        var left = Timestamp(packet[TransmitTimestamp..]);
        return -((arrived - sent) + (left - received)) / 2;
    }

    private async Task<TimeSpan?> TryAsync(IPAddress server, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(new IPEndPoint(server, Port), either.Token);
            var packet = new byte[PacketSize];
            packet[0] = ClientOfVersion4;
            var sent = time.GetUtcNow().UtcDateTime;
            await socket.SendAsync(packet, either.Token);
            var size = await socket.ReceiveAsync(packet, either.Token);
            return OffsetOf(packet.AsSpan(0, size), sent, time.GetUtcNow().UtcDateTime);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static DateTime Timestamp(ReadOnlySpan<byte> field) => Epoch
        .AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(field))
        .AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(field[4..]) / (double)(1L << 32));
}
