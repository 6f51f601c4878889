namespace Hermit.Bench;

/// <summary>
/// The least that a machine can boot: an ELF file with a PVH note and seven instructions, which write a line to the first serial port and end
/// QEMU. What it takes is QEMU's and the firmware's share of every boot.
/// </summary>
internal static class FloorImage
{
    /// <summary>The line that it writes.</summary>
    public const string Line = "floor";

    private const uint Address = 0x200000;
    private const int HeaderBytes = 52;
    private const int ProgramHeaderBytes = 32;
    private const int CodeOffset = HeaderBytes + (2 * ProgramHeaderBytes);
    private const int NoteBytes = 20;

    /// <summary>Writes it.</summary>
    public static void Write(string path)
    {
        byte[] code =
        [
            0x66, 0xBA, 0xF8, 0x03,       // mov dx, 0x3F8
            0xBE, 0, 0, 0, 0,             // mov esi, the text
            0x8A, 0x06,                   // mov al, [esi]
            0x84, 0xC0, 0x74, 0x04,       // until it is zero:
            0xEE, 0x46, 0xEB, 0xF6,       // out dx, al; inc esi
            0x66, 0xBA, 0xF4, 0x00,       // mov dx, 0xF4
            0x31, 0xC0, 0xEF, 0xF4,       // out dx, eax; hlt
            .. "floor\n\0"u8,
        ];
        const int textOffset = 27;
        BitConverter.TryWriteBytes(code.AsSpan(5), Address + CodeOffset + textOffset);
        int noteOffset = CodeOffset + ((code.Length + 3) & ~3);

        using var writer = new BinaryWriter(File.Create(path));
        writer.Write([0x7F, .. "ELF"u8, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((ushort)2); // ET_EXEC
        writer.Write((ushort)3); // EM_386
        writer.Write(1);
        writer.Write(Address + CodeOffset);
        writer.Write(HeaderBytes);
        writer.Write(0);
        writer.Write(0);
        foreach (int half in (int[])[HeaderBytes, ProgramHeaderBytes, 2, 0, 0, 0])
            writer.Write((ushort)half);
        WriteProgramHeader(writer, 1, 0, noteOffset + NoteBytes);
        WriteProgramHeader(writer, 4, noteOffset, NoteBytes);
        writer.Write(code);
        writer.Seek(noteOffset, SeekOrigin.Begin);
        foreach (uint word in (uint[])[4, 4, 18, 0x006E6558, Address + CodeOffset]) // "Xen", XEN_ELFNOTE_PHYS32_ENTRY
            writer.Write(word);
    }

    private static void WriteProgramHeader(BinaryWriter writer, int type, int offset, int size)
    {
        foreach (uint word in (uint[])[(uint)type, (uint)offset, Address + (uint)offset, Address + (uint)offset, (uint)size, (uint)size, 7, 4])
            writer.Write(word);
    }
}
