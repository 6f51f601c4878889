using System;

using Hermit.Abi;
using Hermit.Machine;

namespace Hermit.Platform;

/// <summary>Random bytes (System.Native's pal_random, and that of the libraries' cryptography).</summary>
internal static class RandomNumbers
{
    [Export("SystemNative_GetNonCryptographicallySecureRandomBytes")]
    internal static void GetNonCryptographicallySecureRandomBytes(Span<byte> buffer) => EntropySource.FillNonSecret(buffer);

    [Export("SystemNative_GetCryptographicallySecureRandomBytes")]
    internal static int GetCryptographicallySecureRandomBytes(Span<byte> buffer) => EntropySource.TryFillSecret(buffer) ? 0 : -1; // the caller throws

    [Export("CryptoNative_GetRandomBytes")]
    internal static bool GetRandomBytes(Span<byte> buffer) => EntropySource.TryFillSecret(buffer) || Errno.Fail(SystemError.NoDevice, false);
}
