using System.Buffers.Binary;
using System.Text;

namespace Hermit.Sdk.Tests;

/// <summary>
/// A bootable file of a few hundred bytes, for tests of the launcher alone. It prints its command line and a line break,
/// echoes its input until EOT, writes "on stderr" to COM2 and ends with code 42. At an exclamation mark it faults,
/// which without interrupt table is a reset.
/// </summary>
internal static class TestImage
{
    private const uint Base = 0x20_0000;
    private const uint CodeOffset = 0x100;
    private const uint NoteOffset = 0x80;

    /// <summary>Writes the image.</summary>
    public static void Write(string path) => File.WriteAllBytes(path, Build());

    private static byte[] Build()
    {
        byte[] message = Encoding.ASCII.GetBytes("on stderr\n\0");
        byte[] code = Code(Base + CodeOffset);
        byte[] file = new byte[CodeOffset + code.Length + message.Length];
        WriteHeader(file, (uint)file.Length);
        WriteNote(file.AsSpan((int)NoteOffset));
        code.CopyTo(file, (int)CodeOffset);
        message.CopyTo(file, (int)CodeOffset + code.Length);
        return file;
    }

    /// <summary>32-bit protected mode code, which is the state that PVH starts in; ebx points to hvm_start_info.</summary>
    private static byte[] Code(uint address)
    {
        byte[] code =
        [
            0x8B, 0x73, 0x18,                   //  0:     mov esi, [ebx + 24]     cmdline_paddr
            0xAC,                               //  3: 1:  lodsb
            0x84, 0xC0,                         //  4:     test al, al
            0x74, 0x07,                         //  6:     je 2f
            0x66, 0xBA, 0xF8, 0x03,             //  8:     mov dx, 0x3f8           COM1
            0xEE,                               // 12:     out dx, al
            0xEB, 0xF4,                         // 13:     jmp 1b
            0xB0, 0x0A,                         // 15: 2:  mov al, '\n'
            0x66, 0xBA, 0xF8, 0x03,             // 17:     mov dx, 0x3f8
            0xEE,                               // 21:     out dx, al
            0x66, 0xBA, 0xFD, 0x03,             // 22: 3:  mov dx, 0x3fd           line status
            0xEC,                               // 26:     in al, dx
            0xA8, 0x01,                         // 27:     test al, 1
            0x74, 0xF7,                         // 29:     jz 3b
            0x66, 0xBA, 0xF8, 0x03,             // 31:     mov dx, 0x3f8
            0xEC,                               // 35:     in al, dx
            0x3C, 0x04,                         // 36:     cmp al, 4
            0x74, 0x0B,                         // 38:     je 4f
            0x3C, 0x21,                         // 40:     cmp al, '!'
            0x74, 0x2C,                         // 42:     je crash
            0x66, 0xBA, 0xF8, 0x03,             // 44:     mov dx, 0x3f8
            0xEE,                               // 48:     out dx, al
            0xEB, 0xE3,                         // 49:     jmp 3b
            0xBE, 0, 0, 0, 0,                   // 51: 4:  mov esi, message
            0xAC,                               // 56: 5:  lodsb
            0x84, 0xC0,                         // 57:     test al, al
            0x74, 0x07,                         // 59:     je 6f
            0x66, 0xBA, 0xF8, 0x02,             // 61:     mov dx, 0x2f8           COM2
            0xEE,                               // 65:     out dx, al
            0xEB, 0xF4,                         // 66:     jmp 5b
            0x66, 0xBA, 0x04, 0x04,             // 68: 6:  mov dx, 0x404           exit code
            0xB0, 0x2A,                         // 72:     mov al, 42
            0xEE,                               // 74:     out dx, al
            0x30, 0xC0,                         // 75:     xor al, al
            0xEE, 0xEE, 0xEE,                   // 77:     out dx, al              three times
            0x66, 0xBA, 0xF4, 0x00,             // 80:     mov dx, 0xf4            isa-debug-exit
            0x31, 0xC0,                         // 84:     xor eax, eax
            0xEF,                               // 86:     out dx, eax
            0xF4,                               // 87:     hlt
            0x0F, 0x0B,                         // 88: crash: ud2
        ];
        BinaryPrimitives.WriteUInt32LittleEndian(code.AsSpan(52), address + (uint)code.Length);
        return code;
    }

    /// <summary>ELF header and two program headers: everything loaded at <see cref="Base"/>, and the note.</summary>
    private static void WriteHeader(Span<byte> file, uint length)
    {
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 1, 1 }.CopyTo(file);
        Write16(file, 16, 2, 3);                                                      // ET_EXEC, EM_386
        Write32(file, 20, 1, Base + CodeOffset, 52, 0, 0);                            // version, entry, phoff, shoff, flags
        Write16(file, 40, 52, 32, 2);                                                 // ehsize, phentsize, phnum
        Write32(file, 52, 1, 0, Base, Base, length, length, 7, 0x1000);               // PT_LOAD
        Write32(file, 84, 4, NoteOffset, Base + NoteOffset, Base + NoteOffset, 20, 20, 4, 4);   // PT_NOTE
    }

    /// <summary>XEN_ELFNOTE_PHYS32_ENTRY, by which QEMU knows a PVH kernel.</summary>
    private static void WriteNote(Span<byte> note)
    {
        Write32(note, 0, 4, 4, 18);
        "Xen\0"u8.CopyTo(note[12..]);
        Write32(note, 16, Base + CodeOffset);
    }

    private static void Write16(Span<byte> at, int offset, params ReadOnlySpan<ushort> values)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(at[(offset + (i * 2))..], values[i]);
    }

    private static void Write32(Span<byte> at, int offset, params ReadOnlySpan<uint> values)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(at[(offset + (i * 4))..], values[i]);
    }
}
