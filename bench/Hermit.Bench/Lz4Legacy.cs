using System.Buffers.Binary;

namespace Hermit.Bench;

/// <summary>Reads the legacy LZ4 frame, which Debian's kernels are compressed with (LZ4 Frame Format, "Legacy frame").</summary>
internal static class Lz4Legacy
{
    /// <summary>The frame's magic number, little-endian.</summary>
    public const uint Magic = 0x184C2102;

    private const int BlockSize = 8 << 20;

    /// <summary>Decompresses a frame. What follows the last whole block, such as the kernel's length word, is ignored.</summary>
    public static byte[] Decompress(ReadOnlySpan<byte> frame)
    {
        var output = new MemoryStream();
        byte[] block = new byte[BlockSize];
        int position = 4;
        while (position + 4 <= frame.Length)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(frame[position..]);
            position += 4;
            if (size > frame.Length - position)
                break;
            output.Write(block, 0, DecompressBlock(frame.Slice(position, (int)size), block));
            position += (int)size;
        }
        return output.ToArray();
    }

    /// <summary>Decompresses one block (LZ4 Block Format) and returns the length of its content.</summary>
    private static int DecompressBlock(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int i = 0, o = 0;
        while (i < input.Length)
        {
            int token = input[i++];
            int literals = ReadLength(input, ref i, token >> 4);
            input.Slice(i, literals).CopyTo(output[o..]);
            i += literals;
            o += literals;
            if (i >= input.Length)
                break;
            int distance = BinaryPrimitives.ReadUInt16LittleEndian(input[i..]);
            i += 2;
            // A match may reach into what it writes, so it is copied byte by byte.
            for (int length = ReadLength(input, ref i, token & 15) + 4; length > 0; length--, o++)
                output[o] = output[o - distance];
        }
        return o;
    }

    private static int ReadLength(ReadOnlySpan<byte> input, ref int i, int length)
    {
        if (length != 15)
            return length;
        byte more;
        do
        {
            more = input[i++];
            length += more;
        }
        while (more == 255);
        return length;
    }
}
