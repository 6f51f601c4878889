using System.Runtime;

using Hermit.Machine;

namespace Hermit.Platform;

/// <summary>Random bytes (System.Native's pal_random).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class RandomNumbers
{
    [RuntimeExport("SystemNative_GetNonCryptographicallySecureRandomBytes")]
    private static void GetNonCryptographicallySecureRandomBytes(byte* buffer, int length) => EntropySource.FillNonSecret(Border.Buffer(buffer, length));

    [RuntimeExport("SystemNative_GetCryptographicallySecureRandomBytes")]
    private static int GetCryptographicallySecureRandomBytes(byte* buffer, int length) =>
        EntropySource.TryFillSecret(Border.Buffer(buffer, length)) ? 0 : -1; // the caller throws
}
