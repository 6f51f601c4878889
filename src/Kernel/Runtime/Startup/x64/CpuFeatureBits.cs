using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>The bits that <c>minipal_getcpufeatures</c> (libaotminipal.a 10.0) answers on this architecture.</summary>
internal static class CpuFeatureBits
{
    /// <summary>Those of the CPU that runs.</summary>
    public static int Detect()
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

    /// <summary>What a bit stands for.</summary>
    public static string Name(int bit) => bit switch
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
}
