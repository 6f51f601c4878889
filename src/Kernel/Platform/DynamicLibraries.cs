using System;
using System.Runtime;

using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// Libraries at run time (System.Native's pal_dynamicload): there are none. Everything a program may call is linked into the image, so loading fails,
/// with the text that a missing library gets on Linux.
/// </summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero.
internal static unsafe class DynamicLibraries
{
    private const int TextBytes = 512;

    // Where the text about the last failure is: allocated at the first one, and never freed, because its address is handed out.
    private static SpinMutex<ErrorMessage> s_message = default;

    [RuntimeExport("SystemNative_LoadLibrary")]
    private static nint LoadLibrary(byte* name)
    {
        Report(Border.Text(name), ": cannot open shared object file: No such file or directory"u8);
        return 0;
    }

    [RuntimeExport("SystemNative_GetLoadLibraryError")]
    private static byte* GetLoadLibraryError()
    {
        using var message = s_message.Lock();
        return message.Value.Text;
    }

    [RuntimeExport("SystemNative_GetProcAddress")]
    private static nint GetProcAddress(nint library, byte* name)
    {
        Report("undefined symbol: "u8, Border.Text(name));
        return 0;
    }

    [RuntimeExport("SystemNative_FreeLibrary")]
    private static void FreeLibrary(nint library)
    {
        // No handle was ever handed out.
    }

    [RuntimeExport("SystemNative_GetDefaultSearchOrderPseudoHandle")]
    private static nint GetDefaultSearchOrderPseudoHandle() => 0;

    private static void Report(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var message = s_message.Lock();
        if (message.Value.Text == null)
        {
            message.Value.Text = (byte*)KernelHeap.AllocateZeroed(1, TextBytes);
        }

        var writer = new TextWriter(Border.Buffer(message.Value.Text, TextBytes));
        writer.Write(first);
        writer.Write(second);
        writer.TryEnd();
    }

    private struct ErrorMessage
    {
        public byte* Text;
    }
}
