using System.Buffers.Binary;
using System.Globalization;

namespace Hermit.Run;

/// <summary>Whether an image fits into the memory of the machine that it is to run in.</summary>
/// <remarks>
/// The kernel says itself when memory is short, but only where there is RAM under the code that would say so. The launcher
/// knows both numbers before the machine starts.
/// </remarks>
internal static class ImageMemory
{
    /// <summary>Bytes behind the image without which no kernel starts: its page tables, stacks and first heap.</summary>
    private const ulong Floor = 2 << 20;

    // ELF64 (System V gABI, chapters 4 and 5): offsets in the ELF header and in a program header.
    private const int HeaderSize = 64;
    private const int ProgramHeaderOffset = 32;
    private const int ProgramHeaderCount = 56;
    private const int ProgramHeaderSize = 56;
    private const int PhysicalAddress = 24;
    private const int MemorySize = 40;
    private const uint Loaded = 1;

    /// <summary>Refuses an image that cannot run in <paramref name="memory"/>, an amount in QEMU's notation.</summary>
    /// <exception cref="LaunchException">The machine's memory is too small.</exception>
    public static void Check(string image, string memory)
    {
        if (ParseMemory(memory) is not { } available || FindEnd(image) is not { } end || end + Floor <= available)
            return;
        throw new LaunchException(
            "HERMIT2015",
            $"The image reaches up to {end >> 20} MiB and needs a machine with at least {NeededMebibytes(end)} MiB of memory; this one would have {available >> 20} MiB. Give it more: HermitMemory in the project, --memory of hermit-run.",
            ExitCodes.Failed);
    }

    /// <summary>Size of an image and the least memory that it starts with, for people.</summary>
    /// <exception cref="LaunchException">There is no such image.</exception>
    public static string Describe(string image)
    {
        if (!File.Exists(image) || FindEnd(image) is not { } end)
            throw new LaunchException("HERMIT2013", $"The image '{image}' does not exist, or is none.", ExitCodes.Failed);
        return string.Create(CultureInfo.InvariantCulture, $"{image}: {new FileInfo(image).Length / 1e6:0.00} MB, starts with {NeededMebibytes(end)} MiB of memory");
    }

    /// <summary>The least memory of a machine, in MiB, for an image that ends at <paramref name="end"/>.</summary>
    public static ulong NeededMebibytes(ulong end) => (end + Floor + (1 << 20) - 1) >> 20;

    /// <summary>Bytes of an amount such as <c>64M</c>, <c>2G</c> or <c>128</c> (MiB); null when QEMU has to make sense of it.</summary>
    public static ulong? ParseMemory(string text)
    {
        int shift = text.Length == 0 ? 20 : char.ToUpperInvariant(text[^1]) switch
        {
            'B' => 0,
            'K' => 10,
            'M' => 20,
            'G' => 30,
            'T' => 40,
            _ => -1,
        };
        string digits = shift < 0 || text.Length == 0 ? text : text[..^1];
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? (ulong)number << (shift < 0 ? 20 : shift)
            : null;
    }

    /// <summary>Bytes from the start of RAM to the last one that the image takes; null when it is no ELF64 file.</summary>
    public static ulong? FindEnd(string image)
    {
        using FileStream file = File.OpenRead(image);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.StartsWith("\u007fELF\u0002\u0001"u8))
            return null;
        file.Position = (long)(BinaryPrimitives.ReadUInt64LittleEndian(header[ProgramHeaderOffset..]) & long.MaxValue);
        ulong end = 0;
        Span<byte> segment = stackalloc byte[ProgramHeaderSize];
        for (int count = BinaryPrimitives.ReadUInt16LittleEndian(header[ProgramHeaderCount..]); count > 0; count--)
        {
            if (file.ReadAtLeast(segment, ProgramHeaderSize, throwOnEndOfStream: false) < ProgramHeaderSize)
                return null;
            ulong last = BinaryPrimitives.ReadUInt64LittleEndian(segment[PhysicalAddress..]) + BinaryPrimitives.ReadUInt64LittleEndian(segment[MemorySize..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == Loaded)
                end = Math.Max(end, last);
        }
        return end == 0 ? 0 : end - Math.Min(end, GuestArchitecture.Of(header).MemoryStart);
    }
}
