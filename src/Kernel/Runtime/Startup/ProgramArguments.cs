using System;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Runtime.Startup;

/// <summary>The program's arguments in the form that its entry takes: zero-terminated UTF-8, the program's name first.</summary>
internal static class ProgramArguments
{
    /// <summary>Makes them, for good.</summary>
    // SAFETY: the array has room for all arguments and the null behind them; it is never freed.
    public static unsafe byte** Create(out int count)
    {
        count = Configuration.ArgumentCount + 1;
        byte** arguments = (byte**)KernelHeap.AllocateZeroed((nuint)count + 1, (nuint)sizeof(byte*));
        Panic.Unless(arguments is not null, "too little memory for the program's arguments");
        if (!Configuration.TryGet("program"u8, out ReadOnlySpan<byte> name))
        {
            name = "program"u8;
        }

        arguments[0] = Copy(name);
        for (int i = 1; i < count; i++)
        {
            arguments[i] = Copy(Configuration.Argument(i - 1));
        }

        return arguments;
    }

    private static unsafe byte* Copy(ReadOnlySpan<byte> text)
    {
        // SAFETY: the memory was allocated for the text and its terminating zero, and is never freed.
        byte* copy = (byte*)KernelHeap.AllocateZeroed((nuint)text.Length + 1, 1);
        Panic.Unless(copy is not null, "too little memory for the program's arguments");
        text.CopyTo(new Span<byte>(copy, text.Length));
        return copy;
    }
}
