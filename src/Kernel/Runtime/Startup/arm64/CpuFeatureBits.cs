using Hermit.Machine;

namespace Hermit.Runtime.Startup;

/// <summary>The bits that <c>minipal_getcpufeatures</c> (libaotminipal.a 10.0) answers on this architecture.</summary>
internal static class CpuFeatureBits
{
    /// <summary>Those of the CPU that runs. Bits 9 and 10, SVE, stay clear: what is kept of a thread has no such registers.</summary>
    public static int Detect() =>
        Flag(0, CpuFeature.Aes)
        | Flag(1, CpuFeature.Crc32)
        | Flag(2, CpuFeature.DotProduct)
        | Flag(3, CpuFeature.RoundingMultiply)
        | Flag(4, CpuFeature.Sha1)
        | Flag(5, CpuFeature.Sha256)
        | Flag(6, CpuFeature.Atomics)
        | Flag(7, CpuFeature.ReleaseConsistent)
        | Flag(8, CpuFeature.ReleaseConsistent2);

    /// <summary>What a bit stands for.</summary>
    public static string Name(int bit) => bit switch
    {
        0 => "AES",
        1 => "CRC32",
        2 => "DotProd",
        3 => "RDM",
        4 => "SHA1",
        5 => "SHA256",
        6 => "LSE",
        7 => "RCPC",
        8 => "RCPC2",
        9 => "SVE",
        10 => "SVE2",
        _ => "newer ones",
    };

    private static int Flag(int bit, CpuFeature feature) => CpuFeatures.Has(feature) ? 1 << bit : 0;
}
