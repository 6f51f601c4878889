using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// How much of the machine the process may have, which is all of it: priority, limits, processors, session (System.Native's pal_process). Other processes
/// than the one do not exist.
/// </summary>
internal static class ProcessLimits
{
    private const int ProcessId = 1;
    private const int LeastNice = -20;
    private const int MostNice = 19;

    // Interop.Sys.RLimitResources.
    private const int StackSize = 3;
    private const int OpenFiles = 9;
    private const int ResourceCount = 10;
    private const ulong StackBytes = 8 << 20;

    private static AtomicInt32 s_nice = new();

    /// <summary>The nice value (-20 to 19); -1 is one, so the error number says whether the call failed.</summary>
    [Export("SystemNative_GetPriority")]
    internal static int GetPriority(int which, int who)
    {
        if (!IsThisProcess(who))
        {
            return Errno.Fail(SystemError.NoProcess);
        }

        CurrentThread.Error = SystemError.None;
        return s_nice.Load(MemoryOrder.Relaxed);
    }

    /// <summary>Is kept, and changes nothing: there is nobody to be nice to.</summary>
    [Export("SystemNative_SetPriority")]
    internal static SystemError SetPriority(int which, int who, int nice)
    {
        if (!IsThisProcess(who))
        {
            return SystemError.NoProcess;
        }

        s_nice.Store(Math.Clamp(nice, LeastNice, MostNice), MemoryOrder.Relaxed);
        return SystemError.None;
    }

    [Export("SystemNative_GetSid")]
    internal static int GetSid(int process) => IsThisProcess(process) ? ProcessId : Errno.Fail(SystemError.NoProcess);

    [Export("SystemNative_GetRLimit")]
    internal static SystemError GetRLimit(int resource, out Limits limits)
    {
        ulong limit = resource switch
        {
            StackSize => StackBytes,
            OpenFiles => (ulong)DescriptorTable.Capacity,
            _ => ulong.MaxValue,
        };
        limits = new Limits { Current = limit, Maximum = limit };
        return resource is >= 0 and < ResourceCount ? SystemError.None : SystemError.Invalid;
    }

    /// <summary>Limits that are those that there are can be set; others have nobody to keep them.</summary>
    [Export("SystemNative_SetRLimit")]
    internal static SystemError SetRLimit(int resource, in Limits limits)
    {
        SystemError error = GetRLimit(resource, out Limits current);
        return error != SystemError.None ? error : limits.Current == current.Current && limits.Maximum == current.Maximum ? SystemError.None : SystemError.NotPermitted;
    }

    internal static bool IsThisProcess(int process) => process is 0 or ProcessId;

    // As the libraries lay it out: Interop.Sys.RLimit.
    internal struct Limits
    {
        public ulong Current;
        public ulong Maximum;
    }
}
