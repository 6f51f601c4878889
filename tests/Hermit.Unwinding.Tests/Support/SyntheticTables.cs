using System.Buffers.Binary;
using Hermit.Unwinding;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>Tables of one function with given call frame instructions, and optionally language-specific data.</summary>
internal sealed class SyntheticTables
{
    public const ulong FunctionStart = 0x40_1000;
    public const ulong FunctionSize = 0x100;
    public const ulong DataStart = 0x60_0000;

    private const ulong HeaderStart = 0x50_0000;
    private const ulong FramesStart = 0x50_1000;
    private readonly byte[] _header;
    private readonly byte[] _frames;
    private readonly byte[] _data;

    /// <summary>Builds the tables; the common entry says CFA = RSP + 8, RIP at CFA - 8.</summary>
    public SyntheticTables(byte[] program, byte[]? languageData = null, string augmentation = "zR")
    {
        var frames = new List<byte>();
        AppendEntry(frames, 0, [1, .. augmentation.Select(letter => (byte)letter), 0, 1, 0x78, 16, .. DescribeAugmentation(augmentation), 0x0C, 7, 8, 0x90, 1]);
        int description = frames.Count;
        ulong body = FramesStart + (ulong)description + 8;
        byte[] pointer = languageData is null ? [] : Word(unchecked((int)(DataStart - (body + 9))));
        AppendEntry(
            frames,
            (uint)description + 4,
            [.. Word(unchecked((int)(FunctionStart - body))), .. Word((int)FunctionSize), (byte)pointer.Length, .. pointer, .. program]);
        _frames = [.. frames, 0, 0, 0, 0];
        _header =
        [
            1, 0x1B, 0x03, 0x3B,
            .. Word((int)(FramesStart - HeaderStart - 4)), .. Word(1),
            .. Word(unchecked((int)(FunctionStart - HeaderStart))), .. Word((int)(FramesStart - HeaderStart) + description),
        ];
        _data = languageData ?? [];
    }

    public UnwindSections Sections => new(
        new AddressedBytes(HeaderStart, _header),
        new AddressedBytes(FramesStart, _frames),
        new AddressedBytes(DataStart, _data));

    public static byte[] Word(int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] DescribeAugmentation(string augmentation)
    {
        byte[] data = [.. augmentation.Where(letter => letter is 'R' or 'L').Select(_ => (byte)0x1B)];
        return augmentation.StartsWith('z') ? [(byte)data.Length, .. data] : data;
    }

    private static void AppendEntry(List<byte> frames, uint identifier, byte[] body)
    {
        frames.AddRange(Word(body.Length + sizeof(uint)));
        frames.AddRange(Word((int)identifier));
        frames.AddRange(body);
    }
}
