namespace Hermit.Unwinding;

/// <summary>The <c>DW_EH_PE_*</c> constants: how .eh_frame writes a pointer (LSB Core, "DWARF Extensions", section 10.5.1).</summary>
public static class PointerEncoding
{
    /// <summary>The bits that give the size.</summary>
    public const byte FormatMask = 0x0F;

    /// <summary>The bits that give what the value counts from.</summary>
    public const byte BaseMask = 0xF0;

    /// <summary><c>DW_EH_PE_absptr</c>: as wide as an address.</summary>
    public const byte Pointer = 0x00;

    /// <summary><c>DW_EH_PE_udata2</c>.</summary>
    public const byte Unsigned2 = 0x02;

    /// <summary><c>DW_EH_PE_udata4</c>.</summary>
    public const byte Unsigned4 = 0x03;

    /// <summary><c>DW_EH_PE_udata8</c>.</summary>
    public const byte Unsigned8 = 0x04;

    /// <summary><c>DW_EH_PE_sdata2</c>.</summary>
    public const byte Signed2 = 0x0A;

    /// <summary><c>DW_EH_PE_sdata4</c>.</summary>
    public const byte Signed4 = 0x0B;

    /// <summary><c>DW_EH_PE_sdata8</c>.</summary>
    public const byte Signed8 = 0x0C;

    /// <summary>The value is the address itself.</summary>
    public const byte Absolute = 0x00;

    /// <summary><c>DW_EH_PE_pcrel</c>: counts from where the value stands.</summary>
    public const byte ProgramCounterRelative = 0x10;

    /// <summary><c>DW_EH_PE_datarel</c>: counts from the start of .eh_frame_hdr.</summary>
    public const byte DataRelative = 0x30;

    /// <summary><c>DW_EH_PE_omit</c>: there is no value.</summary>
    public const byte Omitted = 0xFF;
}
