using System;
using System.Runtime;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Runtime.Threads;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Threads (System.Native's pal_threading and pal_sched).</summary>
// SAFETY: the exports are called by the .NET libraries alone: the entry is a function that takes and returns one word by the C convention.
internal static unsafe class Threads
{
    // The usual limit of Linux: `ulimit -s`. Memory is committed as the stack grows.
    private const nuint DefaultStackBytes = 8 << 20;

    // What the libraries' own thread start needs, whatever the program asks for.
    private const nuint MinimumStackBytes = 128 << 10;

    [RuntimeExport("SystemNative_CreateThread")]
    private static int CreateThread(nuint stackBytes, delegate*<nint, nint> entry, nint argument)
    {
        var start = (ThreadStart*)KernelHeap.Allocate((nuint)sizeof(ThreadStart));
        if (start == null)
        {
            return 0;
        }

        start->Entry = entry;
        start->Argument = argument;
        nuint bytes = stackBytes == 0 ? DefaultStackBytes : Math.Max(stackBytes, MinimumStackBytes);
        if (Scheduler.TryCreateThread(&Run, (nuint)start, bytes, out _))
        {
            return 1;
        }

        KernelHeap.Free(start);
        return 0;
    }

    [RuntimeExport("SystemNative_SchedGetCpu")]
    private static int SchedGetCpu() => Cpu.Index;

    [RuntimeExport("SystemNative_TryGetUInt32OSThreadId")]
    private static uint TryGetUInt32OSThreadId() => Scheduler.CurrentThreadId;

    private static void Run(nuint argument)
    {
        ThreadStart start = *(ThreadStart*)argument;
        KernelHeap.Free((void*)argument);
        start.Entry(start.Argument);
        ManagedThread.OnExit();
    }

    private struct ThreadStart
    {
        public delegate*<nint, nint> Entry;
        public nint Argument;
    }
}
