using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Unwinding;

/// <summary>
/// The registers of a frame that survive a call: enough to find its caller's, and to run a handler of it.
/// The collector does not move objects, so values do where a moving runtime must remember where each register was saved.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct UnwindRegisters
{
    /// <summary>The instruction pointer: of the innermost frame as it was; of a caller, the address it will return to.</summary>
    public ulong Rip;

    /// <summary>The stack pointer; in a caller, after the return.</summary>
    public ulong Rsp;

    /// <summary>RBP.</summary>
    public ulong Rbp;

    /// <summary>RBX.</summary>
    public ulong Rbx;

    /// <summary>R12.</summary>
    public ulong R12;

    /// <summary>R13.</summary>
    public ulong R13;

    /// <summary>R14.</summary>
    public ulong R14;

    /// <summary>R15.</summary>
    public ulong R15;

    /// <summary>Gives the register with DWARF number <paramref name="register"/>; false for one that is not kept track of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryGet(int register, out ulong value)
    {
        // What compilers count frames from, first.
        if (register == DwarfRegisters.Rbp)
        {
            value = Rbp;
            return true;
        }

        value = Rsp;
        return register == DwarfRegisters.Rsp || TryGetOther(register, out value);
    }

    private readonly bool TryGetOther(int register, out ulong value)
    {
        value = register switch
        {
            DwarfRegisters.Rbx => Rbx,
            DwarfRegisters.R12 => R12,
            DwarfRegisters.R13 => R13,
            DwarfRegisters.R14 => R14,
            DwarfRegisters.R15 => R15,
            _ => 0,
        };
        return register is DwarfRegisters.Rbx or (>= DwarfRegisters.R12 and <= DwarfRegisters.R15);
    }
}
