using System;

using Hermit.Abi;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Runtime.Threads;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>Threads (System.Native's pal_threading and pal_sched).</summary>
internal static class Threads
{
    // The usual limit of Linux: `ulimit -s`. Memory is committed as the stack grows.
    private const nuint DefaultStackBytes = 8 << 20;

    // What the libraries' own thread start needs, whatever the program asks for.
    private const nuint MinimumStackBytes = 128 << 10;

    private static InterruptSpinMutex<Pool<ThreadStart>> s_starts;

    [Export("SystemNative_CreateThread")]
    internal static bool CreateThread(nuint stackBytes, ProgramFunction<nint, nint> entry, nint argument)
    {
        if (!TryKeep(entry, argument, out Handle<ThreadStart> start))
        {
            return false;
        }

        nuint bytes = stackBytes == 0 ? DefaultStackBytes : Math.Max(stackBytes, MinimumStackBytes);
        if (Scheduler.TryCreateThread<ProgramThread>((nuint)start.ToBits(), bytes, out _))
        {
            return true;
        }

        Take(start);
        return false;
    }

    [Export("SystemNative_SchedGetCpu")]
    internal static int SchedGetCpu() => Cpu.Index;

    /// <summary>The processors that the process's threads run on, each a bit.</summary>
    [Export("SystemNative_SchedGetAffinity")]
    internal static int SchedGetAffinity(int process, out nint mask)
    {
        mask = (nint)Scheduler.AllowedCpus;
        return ProcessLimits.IsThisProcess(process) ? 0 : Errno.Fail(SystemError.NoProcess);
    }

    /// <summary>Keeps all threads to some processors, those that run already and the kernel's own as well.</summary>
    [Export("SystemNative_SchedSetAffinity")]
    internal static int SchedSetAffinity(int process, in nint mask)
    {
        if (!ProcessLimits.IsThisProcess(process))
        {
            return Errno.Fail(SystemError.NoProcess);
        }

        return Scheduler.TryKeepTo((ulong)mask) ? 0 : Errno.Fail(SystemError.Invalid);
    }

    [Export("SystemNative_TryGetUInt32OSThreadId")]
    internal static uint TryGetUInt32OSThreadId() => Scheduler.CurrentThreadId;

    private static bool TryKeep(ProgramFunction<nint, nint> entry, nint argument, out Handle<ThreadStart> handle)
    {
        using var starts = s_starts.Lock();
        if (!starts.Value.TryAllocate(out handle))
        {
            return false;
        }

        ref ThreadStart start = ref starts.Value[handle];
        start.Entry = entry;
        start.Argument = argument;
        return true;
    }

    private static ThreadStart Take(Handle<ThreadStart> handle)
    {
        using var starts = s_starts.Lock();
        ThreadStart start = starts.Value[handle];
        starts.Value.Free(handle);
        return start;
    }

    private readonly struct ProgramThread : IThreadEntry
    {
        public static void Run(nuint argument)
        {
            ThreadStart start = Take(Handle<ThreadStart>.FromBits(argument));
            start.Entry.Invoke(start.Argument);
            ManagedThread.OnExit();
        }
    }
}
