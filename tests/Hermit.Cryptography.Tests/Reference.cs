using System.Security.Cryptography;

namespace Hermit.Cryptography.Tests;

/// <summary>What real .NET computes.</summary>
internal static class Reference
{
    /// <summary>The digests, but for those that the host cannot compute.</summary>
    public static IEnumerable<DigestAlgorithm> Algorithms => Enum.GetValues<DigestAlgorithm>().Where(algorithm => algorithm switch
    {
        DigestAlgorithm.None => false,
        DigestAlgorithm.Sha3With256Bits or DigestAlgorithm.Sha3With384Bits or DigestAlgorithm.Sha3With512Bits => SHA3_256.IsSupported,
        DigestAlgorithm.Shake128 or DigestAlgorithm.Shake256 => System.Security.Cryptography.Shake128.IsSupported,
        _ => true,
    });

    public static byte[] Hash(DigestAlgorithm algorithm, byte[] data, int length) => algorithm switch
    {
        DigestAlgorithm.Shake128 => System.Security.Cryptography.Shake128.HashData(data, length),
        DigestAlgorithm.Shake256 => System.Security.Cryptography.Shake256.HashData(data, length),
        _ => CryptographicOperations.HashData(NameOf(algorithm), data),
    };

    public static HashAlgorithmName NameOf(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => HashAlgorithmName.MD5,
        DigestAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        DigestAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        DigestAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        DigestAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        DigestAlgorithm.Sha3With256Bits => HashAlgorithmName.SHA3_256,
        DigestAlgorithm.Sha3With384Bits => HashAlgorithmName.SHA3_384,
        DigestAlgorithm.Sha3With512Bits => HashAlgorithmName.SHA3_512,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    public static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
