using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// What happens when a program calls a native function that is neither in the kernel nor in the image: the linker lets the call
/// go to <c>HermitMissingEntryPoint</c> (x64/Exceptions.S), which throws the exception made here, in the managed caller. It is a
/// <c>PlatformNotSupportedException</c> with a text of the linker's, which knows what the function is for.
/// </summary>
internal static class MissingEntryPoint
{
    private const uint ExceptionIdEntryPointNotFound = 11;
    private const uint GetRuntimeException = 0;
    private const int LongestText = 1024;
    private const ushort StringComponentSize = sizeof(char);

    // COR_E_ENTRYPOINTNOTFOUND and COR_E_PLATFORMNOTSUPPORTED: what the two types have as HResult.
    private const uint EntryPointNotFoundResult = 0x80131523;
    private const uint PlatformNotSupportedResult = 0x80131539;

    // MethodTable: the flags, then the size of an object, which includes the header before it (ManagedTypeHeader).
    private const int BaseSizeOffset = 4;
    private const int HeaderBytes = 8;

    // Exception._message is the first field of an object; a string has its length and then its characters.
    private const int MessageOffset = 8;
    private const int LengthOffset = 8;
    private const int CharactersOffset = 12;

    /// <summary>Makes the exception with the message <paramref name="text"/> (ASCII, ended by zero).</summary>
    [RuntimeExport("HermitMakeMissingEntryPoint")]
    private static unsafe nint Make(byte* text)
    {
        // SAFETY: the linker's stub passes a constant of the image. References are held in locals of this frame, which the
        // collector scans; the exception is an object of the core library this image was linked with.
        unsafe
        {
            ref ThreadExceptionState state = ref ThreadExceptionState.Current;
            if (state.TransitionFrame != 0)
            {
                // The P/Invoke is over: an exception leaves it without passing the code that would say so.
                ReturnFromPInvoke(state.TransitionFrame);
            }

            nint function = ImageMap.Current.GetClasslibFunction(GetRuntimeException);
            nint exception = ((delegate*<uint, nint>)function)(ExceptionIdEntryPointNotFound);
            if (exception == 0)
            {
                FatalError.Stop("Process terminated. A native function is missing before exceptions work.\n"u8);
            }

            nint type = ImageMap.Current.PlatformNotSupportedType;
            if (type != 0)
            {
                exception = MakePlatformNotSupported(type, exception);
            }

            SetMessage(exception, text);
            return exception;
        }
    }

    /// <summary>
    /// Makes an object of <paramref name="type"/>, which has nothing but what <c>Exception</c> has, with the fields that the core library has given
    /// to <paramref name="template"/>, and its own HResult, wherever that field is.
    /// </summary>
    private static nint MakePlatformNotSupported(nint type, nint template)
    {
        // SAFETY: the new object is as large as its type says, and the template's type is derived from Exception, too, with more fields.
        // Both are new: what they refer to needs no barrier.
        unsafe
        {
            int size = *(int*)(type + BaseSizeOffset) - HeaderBytes;
            nint exception = NewObject(type);
            for (int offset = nint.Size; offset < size; offset += sizeof(uint))
            {
                uint field = *(uint*)(template + offset);
                *(uint*)(exception + offset) = field == EntryPointNotFoundResult ? PlatformNotSupportedResult : field;
            }

            return exception;
        }
    }

    /// <summary>
    /// Sets the message. The default message is a string, so it tells what a string's type is; should it not look like one, the exception keeps it.
    /// </summary>
    private static unsafe void SetMessage(nint exception, byte* text)
    {
        // SAFETY: see Make. The new string is written only up to the length it was allocated with.
        unsafe
        {
            nint message = *(nint*)(exception + MessageOffset);
            if (message == 0 || *(ushort*)*(nint*)message != StringComponentSize)
            {
                return;
            }

            int length = 0;
            while (length < LongestText && text[length] != 0)
            {
                length++;
            }

            nint words = NewString(*(nint*)message, length);
            if (words == 0 || *(int*)(words + LengthOffset) != length)
            {
                return;
            }

            Widen(new ReadOnlySpan<byte>(text, length), new Span<char>((void*)(words + CharactersOffset), length));
            AssignReference((nint*)(exception + MessageOffset), words);
        }
    }

    private static void Widen(ReadOnlySpan<byte> source, Span<char> target)
    {
        for (int index = 0; index < source.Length; index++)
        {
            target[index] = (char)source[index];
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpPInvokeReturn")]
    private static extern void ReturnFromPInvoke(nuint frame);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpNewFast")]
    private static extern nint NewObject(nint type);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhNewString")]
    private static extern nint NewString(nint type, int length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpAssignRef")]
    private static extern unsafe void AssignReference(nint* target, nint reference);
}
