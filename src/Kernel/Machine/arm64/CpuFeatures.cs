using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Finds what the CPU can do (Arm ARM, D19.2: ID_AA64ISAR0_EL1, ID_AA64ISAR1_EL1, ID_AA64PFR0_EL1).</summary>
public static class CpuFeatures
{
    // One bit for each CpuFeature.
    private static AtomicUInt64 s_features;

    /// <summary>Whether the CPU has a feature. False before the boot CPU is set up.</summary>
    public static bool Has(CpuFeature feature) => (s_features.Load(MemoryOrder.Relaxed) >> (int)feature & 1) != 0;

    /// <summary>Whether the interrupt controller's CPU interface is reached by system registers.</summary>
    internal static bool HasInterruptRegisters
    {
        get
        {
            unsafe
            {
                // SAFETY: reads a register that every CPU has.
                return Field(Instructions.ProcessorFeatures(), 24) != 0;
            }
        }
    }

    /// <summary>Finds the features. Once on the boot CPU, before its first thread.</summary>
    internal static void Enable() => s_features.Store(Find(), MemoryOrder.Relaxed);

    /// <summary>Looks at another CPU. False when that lacks what the boot CPU has: it cannot run threads then.</summary>
    internal static bool TryEnableAgain()
    {
        ulong needed = s_features.Load(MemoryOrder.Relaxed);
        return (Find() & needed) == needed;
    }

    private static ulong Find()
    {
        ulong first;
        ulong second;
        ulong processor;
        unsafe
        {
            // SAFETY: reads registers that every CPU has.
            first = Instructions.InstructionFeatures0();
            second = Instructions.InstructionFeatures1();
            processor = Instructions.ProcessorFeatures();
        }

        return Mask(CpuFeature.Aes, Field(first, 4) >= 2)
            | Mask(CpuFeature.Sha1, Field(first, 8) >= 1)
            | Mask(CpuFeature.Sha256, Field(first, 12) >= 1)
            | Mask(CpuFeature.Sha512, Field(first, 12) >= 2)
            | Mask(CpuFeature.Crc32, Field(first, 16) >= 1)
            | Mask(CpuFeature.Atomics, Field(first, 20) >= 2)
            | Mask(CpuFeature.RoundingMultiply, Field(first, 28) >= 1)
            | Mask(CpuFeature.Sha3, Field(first, 32) >= 1)
            | Mask(CpuFeature.Sm4, Field(first, 40) >= 1)
            | Mask(CpuFeature.DotProduct, Field(first, 44) >= 1)
            | Mask(CpuFeature.Random, Field(first, 60) >= 1)
            | Mask(CpuFeature.DataCachePersist, Field(second, 0) >= 1)
            | Mask(CpuFeature.ReleaseConsistent, Field(second, 20) >= 1)
            | Mask(CpuFeature.ReleaseConsistent2, Field(second, 20) >= 2)
            | Mask(CpuFeature.HalfPrecision, Field(processor, 16) == 1);
    }

    private static ulong Mask(CpuFeature feature, bool has) => has ? 1ul << (int)feature : 0;

    private static uint Field(ulong register, int shift) => (uint)(register >> shift & 15);
}
