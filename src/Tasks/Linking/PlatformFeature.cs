namespace Hermit.Tasks.Linking;

/// <summary>What a program wants when it calls functions of .NET's native libraries that the kernel does not have: one feature has many functions.</summary>
/// <param name="Name">The feature, as the sentence "the kernel has no …" goes on.</param>
/// <param name="Advice">What happens at a call, and what to do.</param>
/// <param name="Prefixes">How the names of its functions start.</param>
internal sealed record PlatformFeature(string Name, string Advice, params string[] Prefixes)
{
    // The first that fits: from the special to the general.
    private static readonly PlatformFeature[] s_all =
    [
        new("TLS",
            "connections by https and SslStream throw. Let a proxy in front of the machine speak TLS.",
            "CryptoNative_Ssl", "CryptoNative_Bio", "CryptoNative_Tls", "CryptoNative_SetCiphers"),
        new("ciphers",
            "Aes, TripleDES, ChaCha20Poly1305 and the like throw. Use a managed implementation.",
            "CryptoNative_EvpCipher", "CryptoNative_EvpAes", "CryptoNative_EvpDes", "CryptoNative_EvpRC2", "CryptoNative_EvpChaCha20"),
        new("public-key cryptography and certificates",
            "RSA, ECDsa, X509Certificate2 and the like throw. Use a managed implementation.",
            "CryptoNative_"),
        new("integrated authentication (Kerberos, NTLM)",
            "credentials of that kind throw. Use another scheme.",
            "NetSecurityNative_"),
        new("compression",
            "DeflateStream, GZipStream, ZLibStream, BrotliStream and ZipArchive throw. Use a managed implementation, such as SharpZipLib.",
            "CompressionNative_", "Brotli"),
        new("cultures (ICU)",
            "everything culture-dependent behaves as the invariant culture. Set InvariantGlobalization to true.",
            "GlobalizationNative_"),
    ];

    /// <summary>The feature that the function <paramref name="symbol"/> belongs to; null when it stands for itself.</summary>
    public static PlatformFeature? Of(string symbol) =>
        Array.Find(s_all, feature => Array.Exists(feature.Prefixes, prefix => symbol.StartsWith(prefix, StringComparison.Ordinal)));
}
