using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Machine;

/// <summary>Finds and enables what the CPU can do (Intel SDM vol. 2, CPUID).</summary>
public static class CpuFeatures
{
    private const ulong ControlMachineCheck = 1 << 6;
    private const ulong ControlFsGsBase = 1 << 16;
    private const ulong ControlXSave = 1 << 18;
    private const ulong StateX87Sse = 3;
    private const ulong StateAvx = 1 << 2;
    private const ulong StateAvx512 = 7 << 5;

    /// <summary>Whether the CPU has a feature.</summary>
    public static bool Has(CpuFeature feature) => feature switch
    {
        CpuFeature.CarrylessMultiply => Bit(CpuidResult.Of(1).Ecx, 1),
        CpuFeature.FusedMultiplyAdd => Bit(CpuidResult.Of(1).Ecx, 12),
        CpuFeature.Sse42 => Bit(CpuidResult.Of(1).Ecx, 20),
        CpuFeature.MoveBigEndian => Bit(CpuidResult.Of(1).Ecx, 22),
        CpuFeature.PopulationCount => Bit(CpuidResult.Of(1).Ecx, 23),
        CpuFeature.Aes => Bit(CpuidResult.Of(1).Ecx, 25),
        CpuFeature.Avx => Bit(CpuidResult.Of(1).Ecx, 27) && Bit(CpuidResult.Of(1).Ecx, 28),
        CpuFeature.Random => Bit(CpuidResult.Of(1).Ecx, 30),
        CpuFeature.Bmi1 => Bit(CpuidResult.Of(7).Ebx, 3),
        CpuFeature.Avx2 => Bit(CpuidResult.Of(7).Ebx, 5),
        CpuFeature.Bmi2 => Bit(CpuidResult.Of(7).Ebx, 8),
        CpuFeature.LeadingZeroCount => Bit(CpuidResult.Of(0x8000_0001).Ecx, 5),
        _ => false,
    };

    /// <summary>Whether the local APIC is reached by MSRs.</summary>
    internal static bool HasX2Apic => (CpuidResult.Of(1).Ecx & (1u << 21)) != 0;

    /// <summary>Whether the APIC timer can fire at a timestamp.</summary>
    internal static bool HasTimestampDeadline => (CpuidResult.Of(1).Ecx & (1u << 24)) != 0;

    /// <summary>Turns on FSGSBASE and the extended register state. Once on every CPU, before its first thread.</summary>
    // SAFETY: only what CPUID lists is turned on; the flags are Context.S's own.
    internal static unsafe void Enable()
    {
        CpuidResult basic = CpuidResult.Of(1);
        CpuidResult extended = CpuidResult.Of(7);
        if (Bit(basic.Edx, 7))
        {
            // Else a machine check resets the machine instead of being reported.
            Instructions.SetControlBits(ControlMachineCheck);
        }

        if ((extended.Ebx & 1) != 0)
        {
            Instructions.SetControlBits(ControlFsGsBase);
            *Flag(&HasFsGsBase) = 1;
        }

        if ((basic.Ecx & (1u << 26)) != 0)
        {
            CpuidResult components = CpuidResult.Of(13);
            ulong wanted = StateX87Sse | (components.Eax & StateAvx);
            wanted |= (components.Eax & StateAvx512) == StateAvx512 ? StateAvx512 : 0;
            Instructions.SetControlBits(ControlXSave);
            Instructions.WriteXcr0(wanted);
            *Flag(&HasXSave) = 1;
            *(uint*)Flag(&ExtendedStateSize) = CpuidResult.Of(13).Ebx;
        }
    }

    private static bool Bit(uint register, int bit) => (register >> bit & 1) != 0;

    // SAFETY: the variables of Context.S, which its code reads; only their addresses are taken here.
    private static unsafe byte* Flag(delegate*<void> symbol) => (byte*)LinkerSymbol.Address(symbol);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitHasFsGsBase")]
    private static extern void HasFsGsBase();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitHasXSave")]
    private static extern void HasXSave();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitExtendedStateSize")]
    private static extern void ExtendedStateSize();
}
