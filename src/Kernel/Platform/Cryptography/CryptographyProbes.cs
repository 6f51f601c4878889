using System;

using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>
/// What the libraries' cryptography asks for before it uses it, and is told that it is not there: then <c>IsSupported</c> is false and the rest throws
/// PlatformNotSupportedException, as with a version of OpenSSL that lacks it.
/// </summary>
internal static class CryptographyProbes
{
    /// <summary>Asked before public keys and authenticated ciphers are used, never before digests.</summary>
    [Export("CryptoNative_OpenSslAvailable")]
    internal static bool IsAvailable() => false;

    [Export("CryptoNative_EvpMacFetch")]
    internal static nint FetchMac([Text] ReadOnlySpan<byte> name, out int isSupported)
    {
        isSupported = 0;
        return 0;
    }

    [Export("CryptoNative_EvpKemAvailable")]
    internal static bool IsKeyEncapsulationAvailable([Text] ReadOnlySpan<byte> name) => false;

    [Export("CryptoNative_IsSignatureAlgorithmAvailable")]
    internal static bool IsSignatureAvailable([Text] ReadOnlySpan<byte> name) => false;
}
