using System;

using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Error numbers and their texts (System.Native's pal_errno).</summary>
internal static class Errors
{
    [Export("SystemNative_ConvertErrorPlatformToPal")]
    internal static int ConvertErrorPlatformToPal(int number) => ErrorNumbers.ToPortable(number);

    [Export("SystemNative_ConvertErrorPalToPlatform")]
    internal static int ConvertErrorPalToPlatform(int error) => ErrorNumbers.ToPlatform(error);

    [Export("SystemNative_GetErrNo")]
    internal static int GetErrNo() => (int)CurrentThread.Error;

    [Export("SystemNative_SetErrNo")]
    internal static void SetErrNo(int number) => CurrentThread.Error = (SystemError)number;

    [Export("SystemNative_StrErrorR")]
    [return: ReturnsArgument(nameof(buffer))]
    internal static bool StrErrorR(int number, Span<byte> buffer)
    {
        ReadOnlySpan<byte> text = ErrorText.Of(number);
        if (!text.IsEmpty)
        {
            return TextBuilder.TryCopy(text, buffer);
        }

        var writer = new TextBuilder(buffer);
        writer.Write("Unknown error "u8);
        writer.Write(number);
        return writer.TryEnd();
    }
}
