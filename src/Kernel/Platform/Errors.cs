using System;
using System.Runtime;

namespace Hermit.Platform;

/// <summary>Error numbers and their texts (System.Native's pal_errno).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class Errors
{
    [RuntimeExport("SystemNative_ConvertErrorPlatformToPal")]
    private static int ConvertErrorPlatformToPal(int number) => ErrorNumbers.ToPortable(number);

    [RuntimeExport("SystemNative_ConvertErrorPalToPlatform")]
    private static int ConvertErrorPalToPlatform(int error) => ErrorNumbers.ToPlatform(error);

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
