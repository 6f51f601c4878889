using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// Libraries at run time (System.Native's pal_dynamicload): there are none. Everything a program may call is linked into the image, so loading fails,
/// with a text that says so.
/// </summary>
internal static class DynamicLibraries
{
    private const int TextBytes = 512;

    // Where the text about the last failure is: allocated at the first one, and never freed, because its address is handed out.
    private static SpinMutex<PermanentBlock> s_message;

    [Export("SystemNative_LoadLibrary")]
    internal static nint LoadLibrary([Text] ReadOnlySpan<byte> name)
    {
        Report(name, ": a Hermit image has no shared libraries"u8);
        return 0;
    }

    [Export("SystemNative_GetLoadLibraryError")]
    internal static nuint GetLoadLibraryError()
    {
        using var message = s_message.Lock();
        return message.Value.Address;
    }

    [Export("SystemNative_GetProcAddress")]
    internal static nint GetProcAddress(nint library, [Text] ReadOnlySpan<byte> name)
    {
        Report("undefined symbol: "u8, name);
        return 0;
    }

    [Export("SystemNative_FreeLibrary")]
    internal static void FreeLibrary(nint library)
    {
        // No handle was ever handed out.
    }

    [Export("SystemNative_GetDefaultSearchOrderPseudoHandle")]
    internal static nint GetDefaultSearchOrderPseudoHandle() => 0;

    private static void Report(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var message = s_message.Lock();
        if (message.Value.Address == 0)
        {
            PermanentBlock.TryAllocate(TextBytes, out message.Value);
        }

        var writer = new TextBuilder(message.Value.Span);
        writer.Write(first);
        writer.Write(second);
        writer.TryEnd();
    }
}
