using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// What happens when a program calls a native function that is neither in the kernel nor in the image: the linker lets the call
/// go to <c>HermitMissingEntryPoint</c> (x64/Exceptions.S), which throws the exception made here, in the managed caller.
/// </summary>
internal static unsafe class MissingEntryPoint
{
    private const uint ExceptionIdEntryPointNotFound = 11;
    private const uint GetRuntimeException = 0;
    private const int LongestName = 256;
    private const ushort StringComponentSize = sizeof(char);

    // Exception._message is the first field of an object; a string has its length and then its characters.
    private const int MessageOffset = 8;
    private const int LengthOffset = 8;
    private const int CharactersOffset = 12;

    /// <summary>Makes the exception for the function <paramref name="name"/> (ASCII, ended by zero).</summary>
    [RuntimeExport("HermitMakeMissingEntryPoint")]
    private static nint Make(byte* name)
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

            SetMessage(exception, name);
            return exception;
        }
    }

    /// <summary>
    /// Puts the function's name into the message. The default message is a string, so it tells what a string's type is; should it
    /// not look like one, the exception keeps it.
    /// </summary>
    private static void SetMessage(nint exception, byte* name)
    {
        // SAFETY: see Make. The new string is written only up to the length it was allocated with.
        unsafe
        {
            nint message = *(nint*)(exception + MessageOffset);
            if (message == 0 || *(ushort*)*(nint*)message != StringComponentSize)
            {
                return;
            }

            ReadOnlySpan<byte> before = "Unable to find an entry point named '"u8;
            ReadOnlySpan<byte> after = "'."u8;
            int nameLength = 0;
            while (nameLength < LongestName && name[nameLength] != 0)
            {
                nameLength++;
            }

            int length = before.Length + nameLength + after.Length;
            nint text = NewString(*(nint*)message, length);
            if (text == 0 || *(int*)(text + LengthOffset) != length)
            {
                return;
            }

            Span<char> characters = new((void*)(text + CharactersOffset), length);
            Widen(before, characters);
            Widen(new ReadOnlySpan<byte>(name, nameLength), characters.Slice(before.Length));
            Widen(after, characters.Slice(before.Length + nameLength));
            AssignReference((nint*)(exception + MessageOffset), text);
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
    [RuntimeImport("RhNewString")]
    private static extern nint NewString(nint type, int length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpAssignRef")]
    private static extern void AssignReference(nint* target, nint reference);
}
