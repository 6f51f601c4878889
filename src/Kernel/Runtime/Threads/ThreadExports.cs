using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Machine;
using Hermit.Runtime.Exceptions;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Runtime.Threads;

/// <summary>The Runtime ABI of threads.</summary>
internal static class ThreadExports
{
    // ClassLibFunctionId.ThreadEntryPoint
    private const uint ThreadEntryPointFunction = 2;

    [RuntimeExport("RhSetThreadExitCallback")]
    private static void SetExitCallback(nint callback) => ManagedThread.SetExitCallback(callback);

    [RuntimeExport("RhCurrentOSThreadId")]
    private static ulong GetCurrentThreadId() => Scheduler.CurrentThreadId;

    // Links a module's variables of this thread into the list that the collector goes through.
    [RuntimeExport("RhRegisterInlinedThreadStaticRoot")]
    private static void RegisterInlinedRoot(ref InlinedThreadStaticRoot root, nint typeManager)
    {
        ref ThreadStatics statics = ref ThreadStatics.Current;
        root.TypeManager = typeManager;
        root.Next = statics.InlinedRoots;

        // SAFETY: the root lives in the thread's storage, as long as the thread.
        unsafe
        {
            statics.InlinedRoots = (nuint)Unsafe.AsPointer(ref root);
        }
    }

    [RuntimeExport("RhGetThreadStaticStorage")]
    private static ref nint GetStorage() => ref ThreadStatics.Current.Storage;

    // A thread starts in the core library's own entry, which it asks for by this name and gives to SystemNative_CreateThread.
    [RuntimeExport("RhGetThreadEntryPointAddress")]
    private static nint GetThreadEntryPoint() => ImageMap.Current.GetClasslibFunction(ThreadEntryPointFunction);

    // 0: what SystemNative_CreateThread takes for no size.
    [RuntimeExport("RhGetDefaultStackSize")]
    private static nint GetDefaultStackSize() => 0;

    // Names of threads are the core library's; nothing below it shows them.
    [RuntimeExport("RhSetCurrentThreadName")]
    private static void SetCurrentThreadName(nuint name)
    {
    }

    [RuntimeExport("RhYield")]
    private static int Yield()
    {
        Scheduler.Yield();
        return 1;
    }

    [RuntimeExport("RhSpinWait")]
    private static void SpinWait(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            Cpu.Pause();
        }
    }

    [RuntimeExport("RhGetProcessCpuCount")]
    private static int GetCpuCount() => Scheduler.CpuCount;
}
