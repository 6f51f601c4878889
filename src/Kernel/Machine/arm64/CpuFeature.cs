namespace Hermit.Machine;

/// <summary>Instructions that not every CPU has (Arm ARM, A2).</summary>
public enum CpuFeature
{
    /// <summary>FEAT_AES and FEAT_PMULL.</summary>
    Aes,

    /// <summary>FEAT_CRC32.</summary>
    Crc32,

    /// <summary>FEAT_DotProd.</summary>
    DotProduct,

    /// <summary>FEAT_RDM: rounding multiplication.</summary>
    RoundingMultiply,

    /// <summary>FEAT_SHA1.</summary>
    Sha1,

    /// <summary>FEAT_SHA256.</summary>
    Sha256,

    /// <summary>FEAT_SHA512.</summary>
    Sha512,

    /// <summary>FEAT_SHA3.</summary>
    Sha3,

    /// <summary>FEAT_SM4.</summary>
    Sm4,

    /// <summary>FEAT_LSE: atomic operations of one instruction.</summary>
    Atomics,

    /// <summary>FEAT_LRCPC: loads that acquire less.</summary>
    ReleaseConsistent,

    /// <summary>FEAT_LRCPC2: the same with offsets.</summary>
    ReleaseConsistent2,

    /// <summary>FEAT_RNG.</summary>
    Random,

    /// <summary>FEAT_FP16.</summary>
    HalfPrecision,

    /// <summary>FEAT_DPB.</summary>
    DataCachePersist,
}
