using System;

using Hermit.Abi;
using Hermit.Cryptography;

namespace Hermit.Platform;

/// <summary>The digests by the functions that name them (pal_evp of the libraries' cryptography). What they take for an address is a number.</summary>
internal static class DigestNames
{
    [Export("CryptoNative_EvpMd5")]
    internal static nint Md5() => (nint)DigestAlgorithm.Md5;

    [Export("CryptoNative_EvpSha1")]
    internal static nint Sha1() => (nint)DigestAlgorithm.Sha1;

    [Export("CryptoNative_EvpSha256")]
    internal static nint Sha256() => (nint)DigestAlgorithm.Sha256;

    [Export("CryptoNative_EvpSha384")]
    internal static nint Sha384() => (nint)DigestAlgorithm.Sha384;

    [Export("CryptoNative_EvpSha512")]
    internal static nint Sha512() => (nint)DigestAlgorithm.Sha512;

    [Export("CryptoNative_EvpSha3_256")]
    internal static nint Sha3With256Bits() => (nint)DigestAlgorithm.Sha3With256Bits;

    [Export("CryptoNative_EvpSha3_384")]
    internal static nint Sha3With384Bits() => (nint)DigestAlgorithm.Sha3With384Bits;

    [Export("CryptoNative_EvpSha3_512")]
    internal static nint Sha3With512Bits() => (nint)DigestAlgorithm.Sha3With512Bits;

    [Export("CryptoNative_EvpShake128")]
    internal static nint Shake128() => (nint)DigestAlgorithm.Shake128;

    [Export("CryptoNative_EvpShake256")]
    internal static nint Shake256() => (nint)DigestAlgorithm.Shake256;

    [Export("CryptoNative_EvpMdSize")]
    internal static int MdSize(DigestAlgorithm algorithm) => algorithm.HashBytes();

    [Export("CryptoNative_GetMaxMdSize")]
    internal static int GetMaxMdSize() => DigestAlgorithms.MostHashBytes;

    /// <summary>The digest that a HashAlgorithmName names; none for another name.</summary>
    public static DigestAlgorithm Of(ReadOnlySpan<byte> name)
    {
        if (name.StartsWith("SHA3-"u8))
        {
            return name.Slice("SHA3-"u8.Length) switch
            {
                var size when size.SequenceEqual("256"u8) => DigestAlgorithm.Sha3With256Bits,
                var size when size.SequenceEqual("384"u8) => DigestAlgorithm.Sha3With384Bits,
                var size when size.SequenceEqual("512"u8) => DigestAlgorithm.Sha3With512Bits,
                _ => DigestAlgorithm.None,
            };
        }

        return name switch
        {
            _ when name.SequenceEqual("MD5"u8) => DigestAlgorithm.Md5,
            _ when name.SequenceEqual("SHA1"u8) => DigestAlgorithm.Sha1,
            _ when name.SequenceEqual("SHA256"u8) => DigestAlgorithm.Sha256,
            _ when name.SequenceEqual("SHA384"u8) => DigestAlgorithm.Sha384,
            _ when name.SequenceEqual("SHA512"u8) => DigestAlgorithm.Sha512,
            _ => DigestAlgorithm.None,
        };
    }
}
