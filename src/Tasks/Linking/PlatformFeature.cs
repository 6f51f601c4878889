using Hermit.Tasks.Assemblies;

namespace Hermit.Tasks.Linking;

/// <summary>What a program wants when it calls functions of .NET's native libraries that the kernel does not have: one feature has many functions.</summary>
/// <param name="Name">The feature, as the sentence "the kernel has no …" goes on.</param>
/// <param name="Advice">What happens at a call, and what to do.</param>
/// <param name="Types">How the full names of the types start that are the feature.</param>
/// <param name="Users">The same of types that have it in them, whether a program uses it or not: they are the reason when none of <paramref name="Types"/> is used.</param>
/// <param name="Prefixes">How the names of its functions start.</param>
internal sealed record PlatformFeature(string Name, string Advice, string[] Types, string[] Users, params string[] Prefixes)
{
    private const string Cryptography = "System.Security.Cryptography.";
    private const string Certificates = Cryptography + "X509Certificates.";
    private const string NetSecurity = "System.Net.Security.";
    private const string HttpClient = "System.Net.Http.";
    private const string WebSockets = "System.Net.WebSockets.ClientWebSocket";
    private const string WebServer = "Microsoft.AspNetCore.";
    private const string Marshalling = "System.Runtime.InteropServices.";

    // The first that fits: from the special to the general.
    private static readonly PlatformFeature[] s_all =
    [
        new("TLS",
            "connections by https and SslStream throw. Let a proxy in front of the machine speak TLS.",
            [NetSecurity + "Ssl", NetSecurity + "RemoteCertificate", NetSecurity + "Cipher"],
            [NetSecurity, HttpClient, WebSockets, "System.Net.Mail.", WebServer],
            "CryptoNative_Ssl", "CryptoNative_IsSsl", "CryptoNative_EnsureLibSsl", "CryptoNative_Tls"),
        new("ciphers",
            "Aes, TripleDES, ChaCha20Poly1305 and the like throw. Use a managed implementation.",
            [Cryptography + "Aes", Cryptography + "TripleDES", Cryptography + "DES", Cryptography + "RC2", Cryptography + "Rijndael", Cryptography + "ChaCha20", Cryptography + "SymmetricAlgorithm"],
            [Cryptography + "CryptoStream", Certificates, NetSecurity, HttpClient, WebServer],
            "CryptoNative_EvpCipher", "CryptoNative_EvpAes", "CryptoNative_EvpDes", "CryptoNative_EvpRC2", "CryptoNative_EvpChaCha20"),
        new("public-key cryptography and certificates",
            "RSA, ECDsa, X509Certificate2 and the like throw. Use a managed implementation.",
            [Certificates, Cryptography + "RSA", Cryptography + "EC", Cryptography + "DSA", Cryptography + "MLKem", Cryptography + "MLDsa", Cryptography + "SlhDsa", Cryptography + "AsymmetricAlgorithm", Cryptography + "Pkcs."],
            [Cryptography, NetSecurity, HttpClient, WebSockets, WebServer],
            "CryptoNative_"),
        new("integrated authentication (Kerberos, NTLM)",
            "credentials of that kind throw. Use another scheme.",
            [NetSecurity + "Negotiate"],
            ["System.Net.NetworkCredential", "System.Net.CredentialCache", HttpClient, WebSockets, WebServer],
            "NetSecurityNative_"),
        new("compression",
            "DeflateStream, GZipStream, ZLibStream, BrotliStream and ZipArchive throw. Use a managed implementation, such as SharpZipLib.",
            ["System.IO.Compression."],
            [HttpClient, WebSockets, WebServer],
            "CompressionNative_", "Brotli"),
        new("cultures (ICU)",
            "everything culture-dependent behaves as the invariant culture. Set InvariantGlobalization to true.",
            ["System.Globalization."],
            [],
            "GlobalizationNative_"),
        new("COM",
            "ComWrappers and interfaces with GeneratedComInterface throw. Use delegates and function pointers.",
            [Marshalling + "ComWrappers", Marshalling + "Marshalling.StrategyBasedComWrappers", Marshalling + "Marshalling.Com", Marshalling + "Marshalling.UniqueCom"],
            [Marshalling],
            [.. ComFunctions]),
    ];

    /// <summary>Functions of the runtime that only COM's objects need; they are in no native library.</summary>
    public static IReadOnlyList<string> ComFunctions =>
        ["RhIUnknown_AddRef", "RhUntracked_AddRefRelease", "RhRegisterGcCallout", "RhUnregisterGcCallout", "RhRegisterRefCountedHandleCallback", "RhUnregisterRefCountedHandleCallback"];

    /// <summary>The feature that the function <paramref name="symbol"/> belongs to; null when it stands for itself.</summary>
    public static PlatformFeature? Of(string symbol) =>
        Array.Find(s_all, feature => Array.Exists(feature.Prefixes, prefix => symbol.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The place in the program's own code that needs the feature first; null when it is needed by what the program uses.</summary>
    public Use? FirstUse(List<Use> uses) => FirstUse(uses, Types) ?? FirstUse(uses, Users);

    private static Use? FirstUse(List<Use> uses, string[] types) =>
        uses.Find(use => Array.Exists(types, type => use.Type.StartsWith(type, StringComparison.Ordinal)));
}
