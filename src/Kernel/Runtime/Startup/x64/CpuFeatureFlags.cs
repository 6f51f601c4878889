using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>What the CPU can do, in the bits that compiled code tests: what <c>minipal_getcpufeatures</c> (libaotminipal.a 10.0) answers.</summary>
internal static class CpuFeatureFlags
{
    private const int MaximumMessage = 512;
    private const string Lacking = "the CPU lacks instructions that the program was compiled for (IlcInstructionSet), and which QEMU has with -cpu max:";

    /// <summary>Stores the flags where compiled code reads them; a panic when the CPU lacks what the program was compiled for. First of all, before code of the program runs.</summary>
    public static void Publish()
    {
        int available = Detect();
        int required;
        unsafe
        {
            // SAFETY: Variables.S defines a pointer to the compiler's number, and a number that nobody reads before this.
            required = **(int**)LinkerSymbol.Address(&RequiredFeatures);
            *(int*)LinkerSymbol.Address(&Features) = available;
        }

        if ((available & required) != required)
        {
            Report(required & ~available);
        }
    }

    private static int Detect()
    {
        int flags = Flag(9, Has(CpuFeature.Aes) && Has(CpuFeature.CarrylessMultiply))
            | Flag(13, Has(CpuFeature.GaloisField))
            | Flag(14, Has(CpuFeature.Sha))
            | Flag(16, Has(CpuFeature.WaitPackage))
            | Flag(17, Has(CpuFeature.Serialize));

        // SSE3, SSSE3 and SSE4.1 come with SSE4.2 on every CPU. What follows is in order, and each needs the one before.
        if (!Has(CpuFeature.Sse42) || !Has(CpuFeature.PopulationCount))
        {
            return flags;
        }

        flags |= Flag(0, true);
        if (!Has(CpuFeature.Avx))
        {
            return flags;
        }

        flags |= Flag(1, true) | Flag(15, (flags & Flag(9, true)) != 0 && Has(CpuFeature.VectorAes));
        if (!Has(CpuFeature.Avx2) || !Has(CpuFeature.FusedMultiplyAdd) || !Has(CpuFeature.HalfPrecision) || !Has(CpuFeature.MoveBigEndian)
            || !Has(CpuFeature.Bmi1) || !Has(CpuFeature.Bmi2) || !Has(CpuFeature.LeadingZeroCount))
        {
            return flags;
        }

        flags |= Flag(2, true) | Flag(11, Has(CpuFeature.AvxMultiply)) | Flag(12, Has(CpuFeature.AvxNeural));
        if (!Has(CpuFeature.Avx512))
        {
            return flags;
        }

        flags |= Flag(3, true) | Flag(10, Has(CpuFeature.Avx512Intersect));
        return flags | Flag(4, Has(CpuFeature.Avx512Permute)) | Flag(5, Has(CpuFeature.Avx512Permute) && Has(CpuFeature.Avx512Count));
    }

    private static void Report(int missing)
    {
        Span<char> message = stackalloc char[MaximumMessage];
        int length = 0;
        Append(message, ref length, Lacking);
        for (int bit = 0; bit < 32; bit++)
        {
            if ((missing >> bit & 1) != 0)
            {
                Append(message, ref length, " ");
                Append(message, ref length, Name(bit));
                missing &= ~(1 << bit);
                Append(message, ref length, missing == 0 ? "" : ",");
            }
        }

        Panic.Fail(message.Slice(0, length));
    }

    private static void Append(Span<char> message, ref int length, string text)
    {
        ReadOnlySpan<char> source = text;
        source.CopyTo(message.Slice(length));
        length += source.Length;
    }

    private static string Name(int bit) => bit switch
    {
        0 => "SSE4.2 and POPCNT",
        1 => "AVX",
        2 => "AVX2 with BMI, F16C, FMA, LZCNT and MOVBE",
        3 => "AVX-512",
        4 => "AVX-512 IFMA and VBMI",
        5 => "AVX-512 BITALG, VBMI2, VNNI and VPOPCNTDQ",
        9 => "AES and PCLMULQDQ",
        10 => "AVX-512 VP2INTERSECT",
        11 => "AVX-IFMA",
        12 => "AVX-VNNI",
        13 => "GFNI",
        14 => "SHA",
        15 => "VAES",
        16 => "WAITPKG",
        17 => "SERIALIZE",
        _ => "newer ones",
    };

    private static bool Has(CpuFeature feature) => CpuFeatures.Has(feature);

    private static int Flag(int bit, bool set) => set ? 1 << bit : 0;

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProgramRequiredCpuFeatures")]
    private static extern void RequiredFeatures();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("g_cpuFeatures")]
    private static extern void Features();
}
