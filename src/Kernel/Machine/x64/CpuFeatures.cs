using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Sync;

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

    // One bit for each CpuFeature. CPUID itself is slow under a hypervisor, which has to answer it.
    private static AtomicUInt64 s_features;

    /// <summary>Whether the CPU has a feature, and the kernel keeps the registers that it uses. False before the boot CPU is set up.</summary>
    public static bool Has(CpuFeature feature) => (s_features.Load(MemoryOrder.Relaxed) >> (int)feature & 1) != 0;

    /// <summary>Whether the local APIC is reached by MSRs.</summary>
    internal static bool HasX2Apic => Bit(CpuidResult.Of(1).Ecx, 21);

    /// <summary>Turns on FSGSBASE and the extended register state, and finds the features. Once on the boot CPU, before its first thread.</summary>
    internal static void Enable() => s_features.Store(TurnOn(), MemoryOrder.Relaxed);

    /// <summary>Does the same on another CPU. False when that lacks what the boot CPU has: it cannot run threads then.</summary>
    internal static bool TryEnableAgain()
    {
        ulong needed = s_features.Load(MemoryOrder.Relaxed);
        bool saves = Bit(CpuidResult.Of(1).Ecx, 26);
        bool hasBases = CpuidResult.Of(0).Eax >= 7 && Bit(CpuidResult.Of(7).Ebx, 0);
        unsafe
        {
            // SAFETY: flags of Context.S's, which are for all CPUs alike.
            if ((*Flag(&HasXSave) != 0 && !saves) || (*Flag(&HasFsGsBase) != 0 && !hasBases))
            {
                return false;
            }
        }

        return (TurnOn() & needed) == needed;
    }

    // What is turned on is the same on every CPU, or fewer features are found.
    private static ulong TurnOn()
    {
        CpuidResult basic = CpuidResult.Of(1);
        CpuidResult extended = CpuidResult.Of(0).Eax >= 7 ? CpuidResult.Of(7) : default;
        ulong state = StateX87Sse;
        unsafe
        {
            // SAFETY: CPUID lists what is turned on. The flags are Context.S's own, which reads them at the first switch of threads.
            if (Bit(basic.Edx, 7))
            {
                // Else a machine check resets the machine instead of being reported.
                Instructions.SetControlBits(ControlMachineCheck);
            }

            if (Bit(extended.Ebx, 0))
            {
                Instructions.SetControlBits(ControlFsGsBase);
                *Flag(&HasFsGsBase) = 1;
            }

            if (Bit(basic.Ecx, 26))
            {
                uint components = CpuidResult.Of(13).Eax;
                state |= components & StateAvx;
                state |= (components & StateAvx512) == StateAvx512 ? StateAvx512 : 0;
                Instructions.SetControlBits(ControlXSave);
                Instructions.WriteXcr0(state);
                *Flag(&HasXSave) = 1;
                *(uint*)Flag(&ExtendedStateSize) = CpuidResult.Of(13).Ebx;
            }

            ulong features = Find(basic, extended, state);
            *Flag(&HasFusedMultiplyAdd) = (byte)((features & Mask(CpuFeature.FusedMultiplyAdd, true)) != 0 ? 1 : 0);
            return features;
        }
    }

    private static ulong Find(in CpuidResult basic, in CpuidResult extended, ulong state)
    {
        ulong features = Mask(CpuFeature.CarrylessMultiply, Bit(basic.Ecx, 1))
            | Mask(CpuFeature.Sse42, Bit(basic.Ecx, 20))
            | Mask(CpuFeature.MoveBigEndian, Bit(basic.Ecx, 22))
            | Mask(CpuFeature.PopulationCount, Bit(basic.Ecx, 23))
            | Mask(CpuFeature.Aes, Bit(basic.Ecx, 25))
            | Mask(CpuFeature.Random, Bit(basic.Ecx, 30))
            | Mask(CpuFeature.Bmi1, Bit(extended.Ebx, 3))
            | Mask(CpuFeature.Bmi2, Bit(extended.Ebx, 8))
            | Mask(CpuFeature.Sha, Bit(extended.Ebx, 29))
            | Mask(CpuFeature.WaitPackage, Bit(extended.Ecx, 5))
            | Mask(CpuFeature.GaloisField, Bit(extended.Ecx, 8))
            | Mask(CpuFeature.Serialize, Bit(extended.Edx, 14))
            | Mask(CpuFeature.LeadingZeroCount, Bit(CpuidResult.Of(0x8000_0001).Ecx, 5));
        return Bit(basic.Ecx, 28) && (state & StateAvx) != 0 ? features | FindAvx(basic, extended, state) : features;
    }

    private static ulong FindAvx(in CpuidResult basic, in CpuidResult extended, ulong state)
    {
        const uint avx512Bits = 0xD003_0000;
        const uint countBits = 0x5840;
        uint subleaf = CpuidResult.Of(7, 1).Eax;
        ulong features = Mask(CpuFeature.Avx, true)
            | Mask(CpuFeature.FusedMultiplyAdd, Bit(basic.Ecx, 12))
            | Mask(CpuFeature.HalfPrecision, Bit(basic.Ecx, 29))
            | Mask(CpuFeature.Avx2, Bit(extended.Ebx, 5))
            | Mask(CpuFeature.VectorAes, Bit(extended.Ecx, 9) && Bit(extended.Ecx, 10))
            | Mask(CpuFeature.AvxNeural, Bit(subleaf, 4))
            | Mask(CpuFeature.AvxMultiply, Bit(subleaf, 23));
        if ((state & StateAvx512) == 0 || (extended.Ebx & avx512Bits) != avx512Bits)
        {
            return features;
        }

        return features | Mask(CpuFeature.Avx512, true)
            | Mask(CpuFeature.Avx512Permute, Bit(extended.Ebx, 21) && Bit(extended.Ecx, 1))
            | Mask(CpuFeature.Avx512Count, (extended.Ecx & countBits) == countBits)
            | Mask(CpuFeature.Avx512Intersect, Bit(extended.Edx, 8));
    }

    private static ulong Mask(CpuFeature feature, bool has) => has ? 1ul << (int)feature : 0;

    private static bool Bit(uint register, int bit) => (register >> bit & 1) != 0;

    // SAFETY: only the addresses of Context.S's variables are taken.
    private static unsafe byte* Flag(delegate*<void> symbol) => (byte*)LinkerSymbol.Address(symbol);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitHasFsGsBase")]
    private static extern void HasFsGsBase();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitHasXSave")]
    private static extern void HasXSave();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitHasFusedMultiplyAdd")]
    private static extern void HasFusedMultiplyAdd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitExtendedStateSize")]
    private static extern void ExtendedStateSize();
}
