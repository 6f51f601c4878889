namespace Hermit.Machine;

/// <summary>Instructions that not every CPU has (Intel SDM vol. 2, CPUID).</summary>
public enum CpuFeature
{
    /// <summary>PCLMULQDQ.</summary>
    CarrylessMultiply,

    /// <summary>FMA.</summary>
    FusedMultiplyAdd,

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
}
