using System;

namespace Hermit.Platform;

/// <summary>The two sorts of error numbers: those of Linux, and the portable ones that the libraries compare with (Interop.Error).</summary>
internal static class ErrorNumbers
{
    private const int Base = 0x10000;
    private const int Unknown = 0x1FFFF;

    // The Linux number of each portable number from Base on; 0 where there is none.
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

    /// <summary>The portable number of a Linux one.</summary>
    public static int ToPortable(int number)
    {
        if (number == 0)
        {
            return 0;
        }

        for (int i = 1; i < PlatformNumbers.Length; i++)
        {
            if (PlatformNumbers[i] == number)
            {
                return Base + i;
            }
        }

        return Unknown;
    }

    /// <summary>The Linux number of a portable one; -1 if there is none.</summary>
    public static int ToPlatform(int error)
    {
        if (error == 0)
        {
            return 0;
        }

        int index = error - Base;
        return index > 0 && index < PlatformNumbers.Length && PlatformNumbers[index] != 0 ? PlatformNumbers[index] : -1;
    }
}
