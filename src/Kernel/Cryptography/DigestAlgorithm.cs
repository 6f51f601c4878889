namespace Hermit.Cryptography;

/// <summary>The digests that can be computed.</summary>
public enum DigestAlgorithm
{
    /// <summary>No digest.</summary>
    None,

    /// <summary>RFC 1321.</summary>
    Md5,

    /// <summary>FIPS 180-4.</summary>
    Sha1,

    /// <summary>FIPS 180-4.</summary>
    Sha256,

    /// <summary>FIPS 180-4.</summary>
    Sha384,

    /// <summary>FIPS 180-4.</summary>
    Sha512,

    /// <summary>FIPS 202.</summary>
    Sha3With256Bits,

    /// <summary>FIPS 202.</summary>
    Sha3With384Bits,

    /// <summary>FIPS 202.</summary>
    Sha3With512Bits,

    /// <summary>FIPS 202: output of any length.</summary>
    Shake128,

    /// <summary>FIPS 202: output of any length.</summary>
    Shake256,
}
