using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>A picture of 8 bits a colour, written and read as a PNG file without interlacing.</summary>
/// <param name="Pixels">Three bytes each: red, green, blue.</param>
internal sealed record Png(int Width, int Height, byte[] Pixels)
{
    private static readonly byte[] Signature = [0x89, .. "PNG\r\n\x1A\n"u8];

    public (byte Red, byte Green, byte Blue) this[int x, int y] =>
        (Pixels[At(x, y)], Pixels[At(x, y) + 1], Pixels[At(x, y) + 2]);

    /// <summary>The relative luminance of a pixel, as WCAG has it.</summary>
    public double Luminance(int x, int y)
    {
        var (red, green, blue) = this[x, y];
        return (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));

        static double Linear(byte part) => part <= 10 ? part / 255.0 / 12.92 : Math.Pow(((part / 255.0) + 0.055) / 1.055, 2.4);
    }

    public static Png Paint(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> color)
    {
        var picture = new Png(width, height, new byte[3 * width * height]);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                (picture.Pixels[picture.At(x, y)], picture.Pixels[picture.At(x, y) + 1], picture.Pixels[picture.At(x, y) + 2]) = color(x, y);
        }

        return picture;
    }

    public byte[] Encode()
    {
        var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                packed.WriteByte(0); // no filter
                packed.Write(Pixels, At(0, y), 3 * Width);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);
        return [.. Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    public static Png Decode(byte[] file)
    {
        Assert.Equal(Signature, file[..8]);
        var (header, rows) = (Array.Empty<byte>(), new MemoryStream());
        for (var place = 8; place < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(place));
            var (kind, data) = (Encoding.ASCII.GetString(file, place + 4, 4), file[(place + 8)..(place + 8 + length)]);
            if (kind == "IHDR")
                header = data;
            else if (kind == "IDAT")
                rows.Write(data);
            place += 12 + length;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        Assert.Equal(8, header[8]);
        var size = header[9] switch { 2 => 3, 6 => 4, var other => throw new InvalidDataException($"colours of type {other}") };
        Assert.Equal(0, header[12]);
        rows.Position = 0;
        using var unpacked = new ZLibStream(rows, CompressionMode.Decompress);
        var (picture, above) = (new Png(width, height, new byte[3 * width * height]), new byte[size * width]);
        for (var y = 0; y < height; y++)
        {
            var filter = unpacked.ReadByte();
            var row = new byte[size * width];
            unpacked.ReadExactly(row);
            for (var at = 0; at < row.Length; at++)
            {
                var (left, corner) = at < size ? ((byte)0, (byte)0) : (row[at - size], above[at - size]);
                row[at] += filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[at],
                    3 => (byte)((left + above[at]) / 2),
                    4 => Paeth(left, above[at], corner),
                    _ => throw new InvalidDataException($"filter {filter}"),
                };
            }

            for (var x = 0; x < width; x++)
                row.AsSpan(x * size, 3).CopyTo(picture.Pixels.AsSpan(picture.At(x, y)));
            above = row;
        }

        return picture;
    }

    private int At(int x, int y) => 3 * ((y * Width) + x);

    private static byte Paeth(byte left, byte above, byte corner)
    {
        var (a, b, c) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    private static byte[] Chunk(string kind, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.HashToUInt32(body));
        return chunk;
    }
}
