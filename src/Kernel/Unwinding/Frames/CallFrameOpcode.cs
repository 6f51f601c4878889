namespace Hermit.Unwinding;

/// <summary>The <c>DW_CFA_*</c> opcodes (DWARF 4, section 7.23).</summary>
public static class CallFrameOpcode
{
    /// <summary>The bits of an opcode that carries its operand in the other six.</summary>
    public const byte PrimaryMask = 0xC0;

    /// <summary><c>advance_loc</c>: the operand is the distance.</summary>
    public const byte AdvanceLocation = 0x40;

    /// <summary><c>offset</c>: the operand is the register.</summary>
    public const byte Offset = 0x80;

    /// <summary><c>restore</c>: the operand is the register.</summary>
    public const byte Restore = 0xC0;

    /// <summary><c>nop</c>: padding.</summary>
    public const byte NoOperation = 0x00;

    /// <summary><c>advance_loc1</c>.</summary>
    public const byte AdvanceLocation1 = 0x02;

    /// <summary><c>advance_loc2</c>.</summary>
    public const byte AdvanceLocation2 = 0x03;

    /// <summary><c>advance_loc4</c>.</summary>
    public const byte AdvanceLocation4 = 0x04;

    /// <summary><c>offset_extended</c>.</summary>
    public const byte OffsetExtended = 0x05;

    /// <summary><c>restore_extended</c>.</summary>
    public const byte RestoreExtended = 0x06;

    /// <summary><c>undefined</c>.</summary>
    public const byte Undefined = 0x07;

    /// <summary><c>same_value</c>.</summary>
    public const byte SameValue = 0x08;

    /// <summary><c>register</c>.</summary>
    public const byte Register = 0x09;

    /// <summary><c>remember_state</c>.</summary>
    public const byte RememberState = 0x0A;

    /// <summary><c>restore_state</c>.</summary>
    public const byte RestoreState = 0x0B;

    /// <summary><c>def_cfa</c>.</summary>
    public const byte DefineFrame = 0x0C;

    /// <summary><c>def_cfa_register</c>.</summary>
    public const byte DefineFrameRegister = 0x0D;

    /// <summary><c>def_cfa_offset</c>.</summary>
    public const byte DefineFrameOffset = 0x0E;

    /// <summary><c>offset_extended_sf</c>.</summary>
    public const byte OffsetExtendedSigned = 0x11;

    /// <summary><c>def_cfa_sf</c>.</summary>
    public const byte DefineFrameSigned = 0x12;

    /// <summary><c>def_cfa_offset_sf</c>.</summary>
    public const byte DefineFrameOffsetSigned = 0x13;

    /// <summary><c>val_offset</c>.</summary>
    public const byte ValueOffset = 0x14;

    /// <summary><c>val_offset_sf</c>.</summary>
    public const byte ValueOffsetSigned = 0x15;

    /// <summary><c>GNU_args_size</c>: says how many bytes of arguments are pushed; no rule changes.</summary>
    public const byte GnuArgumentsSize = 0x2E;
}
