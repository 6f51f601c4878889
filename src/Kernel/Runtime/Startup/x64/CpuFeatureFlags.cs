using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>What the CPU can do, in the bits that compiled code tests (ilc 10.0, XArchIntrinsicConstants).</summary>
// SAFETY: Variables.S and the compiler define the variables, of this type; nobody reads them before the program starts.
internal static unsafe class CpuFeatureFlags
{
    private const int Sse42Group = 1 << 0;
    private const int Avx = 1 << 1;
    private const int Avx2Group = 1 << 2;
    private const int AesGroup = 1 << 9;

    /// <summary>Stores the flags where compiled code reads them; a panic when the CPU lacks what the program was compiled for.</summary>
    public static void Publish()
    {
        int available = Detect();
        int required = **(int**)LinkerSymbol.Address(&RequiredFeatures);
        Panic.Unless((available & required) == required, "the CPU lacks instructions that the program was compiled for (QEMU: use -cpu max)");
        *(int*)LinkerSymbol.Address(&Features) = available;
    }

    // What minipal_getcpufeatures (libaotminipal.a of the runtime pack) answers, for the instructions whose state the kernel saves.
    private static int Detect()
    {
        int flags = CpuFeatures.Has(CpuFeature.Aes) && CpuFeatures.Has(CpuFeature.CarrylessMultiply) ? AesGroup : 0;

        // SSE3, SSSE3 and SSE4.1 come with SSE4.2 on every CPU.
        if (!CpuFeatures.Has(CpuFeature.Sse42) || !CpuFeatures.Has(CpuFeature.PopulationCount))
        {
            return flags;
        }

        flags |= Sse42Group;
        if (!CpuFeatures.Has(CpuFeature.Avx))
        {
            return flags;
        }

        flags |= Avx;
        bool hasAvx2Group = CpuFeatures.Has(CpuFeature.Avx2) && CpuFeatures.Has(CpuFeature.FusedMultiplyAdd) && CpuFeatures.Has(CpuFeature.MoveBigEndian)
            && CpuFeatures.Has(CpuFeature.Bmi1) && CpuFeatures.Has(CpuFeature.Bmi2) && CpuFeatures.Has(CpuFeature.LeadingZeroCount);
        return hasAvx2Group ? flags | Avx2Group : flags;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProgramRequiredCpuFeatures")]
    private static extern void RequiredFeatures();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("g_cpuFeatures")]
    private static extern void Features();
}
