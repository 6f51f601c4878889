namespace Hermit.Cryptography;

/// <summary>What is known of the digests beforehand.</summary>
public static class DigestAlgorithms
{
    /// <summary>The longest digest of a fixed length, in bytes.</summary>
    public const int MostHashBytes = 64;

    /// <summary>The longest block, in bytes.</summary>
    public const int MostBlockBytes = 168;

    /// <summary>Whether there is such a digest.</summary>
    public static bool IsKnown(this DigestAlgorithm algorithm) => algorithm is >= DigestAlgorithm.Md5 and <= DigestAlgorithm.Shake256;

    /// <summary>Whether its output may have any length.</summary>
    public static bool IsExtendable(this DigestAlgorithm algorithm) => algorithm is DigestAlgorithm.Shake128 or DigestAlgorithm.Shake256;

    /// <summary>Whether it is a sponge over Keccak's permutation, and no chain of compressions.</summary>
    public static bool IsSponge(this DigestAlgorithm algorithm) => algorithm is >= DigestAlgorithm.Sha3With256Bits and <= DigestAlgorithm.Shake256;

    /// <summary>The length of the digest in bytes; of one of any length, that which its strength needs. 0 if it is not known.</summary>
    public static int HashBytes(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => 16,
        DigestAlgorithm.Sha1 => 20,
        DigestAlgorithm.Sha256 or DigestAlgorithm.Sha3With256Bits or DigestAlgorithm.Shake128 => 32,
        DigestAlgorithm.Sha384 or DigestAlgorithm.Sha3With384Bits => 48,
        DigestAlgorithm.Sha512 or DigestAlgorithm.Sha3With512Bits or DigestAlgorithm.Shake256 => 64,
        _ => 0,
    };

    /// <summary>How many bytes are taken in at once: the block, or the sponge's rate. 0 if it is not known.</summary>
    public static int BlockBytes(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 or DigestAlgorithm.Sha1 or DigestAlgorithm.Sha256 => 64,
        DigestAlgorithm.Sha384 or DigestAlgorithm.Sha512 => 128,
        DigestAlgorithm.Sha3With256Bits or DigestAlgorithm.Shake256 => 136,
        DigestAlgorithm.Sha3With384Bits => 104,
        DigestAlgorithm.Sha3With512Bits => 72,
        DigestAlgorithm.Shake128 => 168,
        _ => 0,
    };
}
