using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>What the CPU can do, in the bits that compiled code tests (ilc 9.0, HardwareIntrinsicHelpers, x64).</summary>
// SAFETY: Variables.S and the compiler define the variables, of this type; nobody reads them before the program starts.
internal static unsafe class CpuFeatureFlags
{
    /// <summary>Stores the flags where compiled code reads them; a panic when the CPU lacks what the program was compiled for.</summary>
    public static void Publish()
    {
        int available = Detect();
        int required = **(int**)LinkerSymbol.Address(&RequiredFeatures);
        Panic.Unless((available & required) == required, "the CPU lacks instructions that the program was compiled for (QEMU: use -cpu max)");
        *(int*)LinkerSymbol.Address(&Features) = available;
    }

    private static int Detect()
    {
        int flags = Flag(CpuFeature.Aes, 0) | Flag(CpuFeature.CarrylessMultiply, 1);
        if (!CpuFeatures.Has(CpuFeature.Sse42))
        {
            return flags;
        }

        // SSE3, SSSE3, SSE4.1 and SSE4.2 come together on every CPU that has the last.
        flags |= 0x3C | Flag(CpuFeature.PopulationCount, 6) | Flag(CpuFeature.MoveBigEndian, 14);
        flags |= Flag(CpuFeature.Bmi1, 10) | Flag(CpuFeature.Bmi2, 11) | Flag(CpuFeature.LeadingZeroCount, 12);
        if (CpuFeatures.Has(CpuFeature.Avx))
        {
            flags |= 1 << 7 | Flag(CpuFeature.FusedMultiplyAdd, 8) | Flag(CpuFeature.Avx2, 9);
        }

        return flags;
    }

    private static int Flag(CpuFeature feature, int bit) => CpuFeatures.Has(feature) ? 1 << bit : 0;

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProgramRequiredCpuFeatures")]
    private static extern void RequiredFeatures();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("g_cpuFeatures")]
    private static extern void Features();
}
