using Hermit.Tasks.Assemblies;

namespace Hermit.Tasks.Linking;

/// <summary>What a program wants when it calls functions of .NET's native libraries that the kernel does not have: one feature has many functions.</summary>
/// <param name="Name">The feature, as the sentence "the kernel has no …" goes on.</param>
/// <param name="Advice">What happens at a call, and what to do.</param>
/// <param name="Types">How the full names of the types start that need it, in the program's own code; the most telling ones first.</param>
/// <param name="Prefixes">How the names of its functions start.</param>
internal sealed record PlatformFeature(string Name, string Advice, string[] Types, params string[] Prefixes)
{
    private const string Cryptography = "System.Security.Cryptography.";
    private const string Certificates = Cryptography + "X509Certificates.";
    private const string HttpClient = "System.Net.Http.";
    private const string WebSockets = "System.Net.WebSockets.ClientWebSocket";
    private const string WebServer = "Microsoft.AspNetCore.";

    // The first that fits: from the special to the general.
    private static readonly PlatformFeature[] s_all =
    [
        new("TLS",
            "connections by https and SslStream throw. Let a proxy in front of the machine speak TLS.",
            ["System.Net.Security.", HttpClient, WebSockets, "System.Net.Mail.", WebServer],
            "CryptoNative_Ssl", "CryptoNative_Bio", "CryptoNative_Tls", "CryptoNative_SetCiphers"),
        new("ciphers",
            "Aes, TripleDES, ChaCha20Poly1305 and the like throw. Use a managed implementation.",
            [Cryptography + "Aes", Cryptography + "TripleDES", Cryptography + "DES", Cryptography + "RC2", Cryptography + "ChaCha20", Cryptography + "SymmetricAlgorithm", Cryptography + "CryptoStream", Certificates, "System.Net.Security.", HttpClient, WebServer],
            "CryptoNative_EvpCipher", "CryptoNative_EvpAes", "CryptoNative_EvpDes", "CryptoNative_EvpRC2", "CryptoNative_EvpChaCha20"),
        new("public-key cryptography and certificates",
            "RSA, ECDsa, X509Certificate2 and the like throw. Use a managed implementation.",
            [Certificates, Cryptography + "RSA", Cryptography + "EC", Cryptography + "DSA", Cryptography + "AsymmetricAlgorithm", Cryptography, "System.Net.Security.", HttpClient, WebSockets, WebServer],
            "CryptoNative_"),
        new("integrated authentication (Kerberos, NTLM)",
            "credentials of that kind throw. Use another scheme.",
            ["System.Net.Security.Negotiate", "System.Net.NetworkCredential", "System.Net.CredentialCache", HttpClient, WebSockets, WebServer],
            "NetSecurityNative_"),
        new("compression",
            "DeflateStream, GZipStream, ZLibStream, BrotliStream and ZipArchive throw. Use a managed implementation, such as SharpZipLib.",
            ["System.IO.Compression.", HttpClient, WebSockets, WebServer],
            "CompressionNative_", "Brotli"),
        new("cultures (ICU)",
            "everything culture-dependent behaves as the invariant culture. Set InvariantGlobalization to true.",
            ["System.Globalization."],
            "GlobalizationNative_"),
        new("information about network interfaces",
            "NetworkInterface, IPGlobalProperties and NetworkChange throw.",
            ["System.Net.NetworkInformation.", HttpClient, WebSockets, WebServer],
            "SystemNative_GetNetworkInterfaces", "SystemNative_Enumerate", "SystemNative_CreateNetworkChangeListenerSocket", "SystemNative_ReadEvents", "SystemNative_GetNativeIPInterfaceStatistics",
            "SystemNative_GetTcpGlobalStatistics", "SystemNative_GetUdpGlobalStatistics", "SystemNative_GetIPv4GlobalStatistics", "SystemNative_GetIcmp", "SystemNative_GetActive",
            "SystemNative_GetEstimated", "SystemNative_GetNumRoutes", "SystemNative_MapTcpState", "SystemNative_GetDomainName"),
        new("reverse look-ups of names",
            "Dns.GetHostEntry of an address throws.",
            ["System.Net.Dns", HttpClient, WebSockets, WebServer],
            "SystemNative_GetNameInfo"),
    ];

    // Who calls these asks first which system it is on.
    private static readonly string[] s_ofOtherSystems =
    [
        "SystemNative_Connectx", "SystemNative_iOSSupportVersion", "SystemNative_CreateAutoreleasePool", "SystemNative_DrainAutoreleasePool", "SystemNative_GetWasiSocketDescriptor",
        "SystemNative_SearchPath", "SystemNative_Sysctl", "SystemNative_ReadProcessStatusInfo",
    ];

    /// <summary>Whether a function is one that Linux does not call either: that it is missing is no news.</summary>
    public static bool IsOfOtherSystem(string symbol) => Array.Exists(s_ofOtherSystems, prefix => symbol.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The feature that the function <paramref name="symbol"/> belongs to; null when it stands for itself.</summary>
    public static PlatformFeature? Of(string symbol) =>
        Array.Find(s_all, feature => Array.Exists(feature.Prefixes, prefix => symbol.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The place in the program's own code that needs the feature first; null when it is needed by what the program uses.</summary>
    public Use? FirstUse(List<Use> uses) => Array.ConvertAll(Types, type => uses.Find(use => use.Type.StartsWith(type, StringComparison.Ordinal))).FirstOrDefault(use => use is not null);
}
