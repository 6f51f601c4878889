namespace Hermit.Bench;

/// <summary>
/// The least that a machine can boot: some ten instructions, which write a line to the first serial port and end QEMU. What it takes is QEMU's and the
/// firmware's share of every boot.
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

    /// <summary>Writes it for AArch64: an Image, as boot loaders of Linux take it (Linux, Documentation/arch/arm64/booting.rst).</summary>
    public static void WriteArm64(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        uint[] header = new uint[16];
        header[0] = 0x1400_0010;          // b past the header
        header[4] = 0x1_0000;             // the image's size
        header[14] = 0x644D_5241;         // "ARMd"
        uint[] code =
        [
            0x1000_0141,                  // adr x1, the text
            0xD2A1_2002,                  // mov x2, the PL011 of QEMU's virt, 0x900_0000
            0x3840_1420,                  // ldrb w0, [x1], 1
            0x3400_0060,                  // until it is zero:
            0xB900_0040, 0x17FF_FFFD,     // str w0, [x2]; b
            0x5280_0100, 0x72B0_8000,     // mov w0, PSCI's SYSTEM_OFF, 0x8400_0008
            0xD400_0002, 0x1400_0000,     // hvc 0; b .
        ];
        foreach (uint word in (uint[])[.. header, .. code])
            writer.Write(word);
        writer.Write("floor\n\0"u8);
    }

    /// <summary>Writes it for x64: an ELF file with a PVH note.</summary>
    public static void WriteX64(string path)
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
