using System.Buffers.Binary;

namespace Hermit.Tasks.Linking.Unwind;

/// <summary>Encoded pointers of unwind tables (LSB, "DWARF Exception Header Encoding").</summary>
internal static class EhPointer
{
    /// <summary><c>DW_EH_PE_absptr</c>.</summary>
    public const byte Absolute = 0x00;

    /// <summary><c>DW_EH_PE_udata4</c>.</summary>
    public const byte UnsignedData4 = 0x03;

    /// <summary><c>DW_EH_PE_sdata4 | DW_EH_PE_pcrel</c>.</summary>
    public const byte RelativeSigned4 = 0x1b;

    /// <summary><c>DW_EH_PE_sdata4 | DW_EH_PE_datarel</c>.</summary>
    public const byte DataRelativeSigned4 = 0x3b;

    private const byte FormatMask = 0x0f;
    private const byte ApplicationMask = 0x70;
    private const byte PcRelative = 0x10;

    /// <summary>The size of a pointer in bytes, or 0 for an encoding without a fixed one.</summary>
    public static int SizeOf(byte encoding) => (encoding & FormatMask) switch
    {
        0x0 or 0x4 or 0xc => 8,
        0x3 or 0xb => 4,
        0x2 or 0xa => 2,
        _ => 0,
    };

    /// <summary>Decodes the pointer at the start of <paramref name="bytes"/>, which lies at <paramref name="place"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, byte encoding, ulong place, out ulong address)
    {
        address = 0;
        if (bytes.Length < SizeOf(encoding))
            return false;
        switch (encoding & FormatMask)
        {
            case 0x0 or 0x4 or 0xc:
                address = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                break;
            case 0x3:
                address = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
                break;
            case 0xb:
                address = (ulong)BinaryPrimitives.ReadInt32LittleEndian(bytes);
                break;
            default:
                return false;
        }
        switch (encoding & ApplicationMask)
        {
            case 0:
                return true;
            case PcRelative:
                address += place;
                return true;
            default:
                return false;
        }
    }
}
