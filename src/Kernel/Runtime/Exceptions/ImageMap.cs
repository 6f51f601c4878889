using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>Addresses in the image that exception handling needs. The table itself is in x64/ExceptionTables.S.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ImageMap
{
    private readonly ulong _headerStart;
    private readonly ulong _headerEnd;
    private readonly ulong _framesStart;
    private readonly ulong _framesEnd;
    private readonly ulong _imageStart;
    private readonly ulong _imageEnd;
    private readonly ulong _symbolsStart;
    private readonly ulong _symbolsEnd;
    private readonly ulong _managedCodeStart;
    private readonly ulong _managedCodeEnd;
    private readonly ulong _unboxingStubsStart;
    private readonly ulong _unboxingStubsEnd;

    /// <summary>Where the dispatcher of a software exception would return to.</summary>
    public readonly ulong ThrowReturn;

    /// <summary>Where the dispatcher of a hardware fault would return to.</summary>
    public readonly ulong ThrowHardwareReturn;

    /// <summary>Where the dispatcher of a rethrow would return to.</summary>
    public readonly ulong RethrowReturn;

    /// <summary>Where a catch funclet returns to.</summary>
    public readonly ulong CatchReturn;

    /// <summary>Where a finally or fault funclet returns to.</summary>
    public readonly ulong FinallyReturn;

    /// <summary>Where a filter returns to.</summary>
    public readonly ulong FilterReturn;

    /// <summary>The address of <c>RhpThrowHwEx</c>.</summary>
    public readonly ulong ThrowHardware;

    private readonly unsafe nint* _classlibFunctions;
    private readonly unsafe ulong* _faultHelpers;
    private readonly ulong _faultHelperCount;

    /// <summary>The type <c>System.PlatformNotSupportedException</c>, or zero in a program without it.</summary>
    public readonly nint PlatformNotSupportedType;

    /// <summary>The map of the running image.</summary>
    public static ref readonly ImageMap Current
    {
        get
        {
            // SAFETY: the table is a constant of the image with this struct's layout.
            unsafe
            {
                return ref *GetTable();
            }
        }
    }

    /// <summary>The unwind tables of the image.</summary>
    public UnwindSections Sections => new(
        MakeBytes(_headerStart, _headerEnd),
        MakeBytes(_framesStart, _framesEnd),
        Image);

    /// <summary>The whole image.</summary>
    public AddressedBytes Image => MakeBytes(_imageStart, _imageEnd);

    /// <summary>The names of the kernel's functions.</summary>
    public SymbolTable Symbols => new(_imageStart, MakeBytes(_symbolsStart, _symbolsEnd).Slice(_symbolsStart, (int)(_symbolsEnd - _symbolsStart)));

    /// <summary>Whether <paramref name="instruction"/> is in one of the stubs that unbox a receiver.</summary>
    public bool IsUnboxingStub(ulong instruction) => instruction >= _unboxingStubsStart && instruction < _unboxingStubsEnd;

    /// <summary>Whether <paramref name="instruction"/> belongs to the program, the .NET libraries included, rather than to the kernel.</summary>
    public bool IsManaged(ulong instruction) =>
        (instruction >= _managedCodeStart && instruction < _managedCodeEnd) ||
        (instruction >= _unboxingStubsStart && instruction < _unboxingStubsEnd);

    /// <summary>A function of the program's core library by its <c>ClassLibFunctionId</c>; 0 when it does not offer one.</summary>
    public nint GetClasslibFunction(uint id)
    {
        const uint Count = 14;
        if (id >= Count)
        {
            return 0;
        }

        // SAFETY: the table has Count entries.
        unsafe
        {
            return _classlibFunctions[id];
        }
    }

    /// <summary>Whether the function at <paramref name="start"/> may fault on a null reference on its caller's behalf.</summary>
    public bool IsFaultHelper(ulong start)
    {
        // SAFETY: the table has as many entries as its count says.
        unsafe
        {
            foreach (ulong helper in new ReadOnlySpan<ulong>(_faultHelpers, (int)_faultHelperCount))
            {
                if (helper == start)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static AddressedBytes MakeBytes(ulong start, ulong end)
    {
        // SAFETY: the linker's symbols bound a section that is mapped, readable and constant while the kernel runs.
        unsafe
        {
            return new AddressedBytes(start, new ReadOnlySpan<byte>((void*)start, (int)(end - start)));
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitImageMap")]
    private static extern unsafe ImageMap* GetTable();
}
