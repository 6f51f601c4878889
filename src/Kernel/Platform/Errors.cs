using System;
using System.Runtime;

namespace Hermit.Platform;

/// <summary>Error numbers and their texts (System.Native's pal_errno).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class Errors
{
    private const int PalBase = 0x10000;
    private const int PalUnknown = 0x1FFFF;

    // The Linux number of each portable number from PalBase on; 0 where there is none. The portable numbers are fixed: Interop.Error of the libraries.
    private static ReadOnlySpan<byte> PlatformNumbers =>
    [
        0, 7, 13, 98, 99, 97, 11, 114, 9, 74, 16, 125, 10, 103, 111, 104, // SUCCESS..ECONNRESET
        35, 89, 33, 122, 17, 14, 27, 113, 43, 84, 115, 4, 22, 5, 106, 21, // EDEADLK..EISDIR
        40, 24, 31, 90, 72, 36, 100, 102, 101, 23, 105, 0, 19, 2, 8, 37, // ELOOP..ENOLCK
        67, 12, 42, 92, 28, 0, 0, 38, 107, 20, 39, 131, 88, 95, 25, 6, // ENOLINK..ENXIO
        75, 130, 1, 32, 71, 93, 91, 34, 30, 29, 3, 116, 0, 110, 26, 18, // EOVERFLOW..EXDEV
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 94, 0, // ESOCKTNOSUPPORT
        96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 108, 0, 0, 0, // EPFNOSUPPORT..ESHUTDOWN
        112, 61, // EHOSTDOWN..ENODATA
    ];

    [RuntimeExport("SystemNative_ConvertErrorPlatformToPal")]
    private static int ConvertErrorPlatformToPal(int number)
    {
        if (number == 0)
        {
            return 0;
        }

        for (int i = 1; i < PlatformNumbers.Length; i++)
        {
            if (PlatformNumbers[i] == number)
            {
                return PalBase + i;
            }
        }

        return PalUnknown;
    }

    [RuntimeExport("SystemNative_ConvertErrorPalToPlatform")]
    private static int ConvertErrorPalToPlatform(int error)
    {
        int index = error - PalBase;
        return index > 0 && index < PlatformNumbers.Length && PlatformNumbers[index] != 0 ? PlatformNumbers[index] : error == 0 ? 0 : -1;
    }

    [RuntimeExport("SystemNative_GetErrNo")]
    private static int GetErrNo() => Errno.Value;

    [RuntimeExport("SystemNative_SetErrNo")]
    private static void SetErrNo(int number) => Errno.Value = number;

    [RuntimeExport("SystemNative_StrErrorR")]
    private static byte* StrErrorR(int number, byte* buffer, int bufferSize)
    {
        Span<byte> destination = Border.Buffer(buffer, bufferSize);
        if (destination.IsEmpty)
        {
            return null;
        }

        ReadOnlySpan<byte> text = ErrorText.Of(number);
        if (!text.IsEmpty)
        {
            return Border.TryWriteText(text, destination) ? buffer : null;
        }

        var writer = new TextWriter(destination);
        writer.Write("Unknown error "u8);
        writer.Write(number);
        return writer.TryEnd() ? buffer : null;
    }
}
