namespace Hermit.Machine;

/// <summary>Instructions that not every CPU has (Intel SDM vol. 2, CPUID).</summary>
public enum CpuFeature
{
    /// <summary>PCLMULQDQ.</summary>
    CarrylessMultiply,

    /// <summary>FMA.</summary>
    FusedMultiplyAdd,

    /// <summary>F16C.</summary>
    HalfPrecision,

    /// <summary>SSE4.2.</summary>
    Sse42,

    /// <summary>MOVBE.</summary>
    MoveBigEndian,

    /// <summary>POPCNT.</summary>
    PopulationCount,

    /// <summary>AES-NI.</summary>
    Aes,

    /// <summary>AVX, with its registers enabled.</summary>
    Avx,

    /// <summary>RDRAND.</summary>
    Random,

    /// <summary>BMI1.</summary>
    Bmi1,

    /// <summary>AVX2.</summary>
    Avx2,

    /// <summary>BMI2.</summary>
    Bmi2,

    /// <summary>LZCNT.</summary>
    LeadingZeroCount,

    /// <summary>SHA.</summary>
    Sha,

    /// <summary>GFNI.</summary>
    GaloisField,

    /// <summary>VAES and VPCLMULQDQ.</summary>
    VectorAes,

    /// <summary>UMWAIT and its like.</summary>
    WaitPackage,

    /// <summary>SERIALIZE.</summary>
    Serialize,

    /// <summary>AVX-512 F, BW, CD, DQ and VL, with its registers enabled.</summary>
    Avx512,

    /// <summary>AVX-512 IFMA and VBMI.</summary>
    Avx512Permute,

    /// <summary>AVX-512 BITALG, VBMI2, VNNI and VPOPCNTDQ.</summary>
    Avx512Count,

    /// <summary>AVX-512 VP2INTERSECT.</summary>
    Avx512Intersect,

    /// <summary>AVX-VNNI.</summary>
    AvxNeural,

    /// <summary>AVX-IFMA.</summary>
    AvxMultiply,
}
