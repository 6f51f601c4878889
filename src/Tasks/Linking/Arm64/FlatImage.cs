using System.Buffers.Binary;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking.Arm64;

/// <summary>
/// An image without an ELF header: the bytes of its memory from <see cref="Start"/> on, with the header that boot loaders of Linux read (Linux,
/// Documentation/arch/arm64/booting.rst, 4). They jump to its first instruction. Zeroed data is there, too: they clear no memory.
/// </summary>
internal static class FlatImage
{
    /// <summary>Where the image has to be loaded.</summary>
    public const ulong Start = 0x4020_0000;

    /// <summary>Bytes from there to the first segment.</summary>
    public const ulong HeaderPage = AddressMath.PageSize;

    // Offsets in the header.
    private const int ImageSize = 16;
    private const int Flags = 24;
    private const int Magic = 56;

    /// <summary>Pages of 4 KiB; little-endian; at any multiple of 2 MiB, of which the first one that QEMU's <c>virt</c> has free is <see cref="Start"/>.</summary>
    private const ulong PagesOf4KiB = 1 << 1;

    /// <summary>"ARM\x64".</summary>
    private const uint MagicNumber = 0x644d_5241;

    private const uint Branch = 0x1400_0000;

    /// <summary>Copies the sections of <paramref name="layout"/> to where they lie in memory, behind a header that goes on at <paramref name="entry"/>.</summary>
    public static byte[] Build(ImageLayout layout, ulong entry)
    {
        ulong start = layout.BaseAddress - HeaderPage;
        byte[] bytes = new byte[layout.End - start];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Branch);
        Arm64Instruction.SetBranch(bytes, (long)(entry - start), bits: 26, shift: 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ImageSize), (ulong)bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(Flags), PagesOf4KiB);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Magic), MagicNumber);
        foreach (OutputSection section in layout.Sections)
        {
            if (section.IsLoaded && section.Type != ElfSectionType.NoBits)
                section.Content.CopyTo(bytes.AsSpan((int)(section.Address - start)));
        }
        return bytes;
    }
}
