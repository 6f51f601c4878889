using System.Runtime;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>
/// Notices of collections of everything, as GC.RegisterForFullGCNotification asks for them (.NET 10.0, <c>RuntimeImports</c> of System.Private.CoreLib).
/// There is one budget for large and small objects: of the two thresholds the one that comes first counts.
/// </summary>
internal static class FullCollectionNotices
{
    // GCNotificationStatus.
    private const int Succeeded = 0;
    private const int Canceled = 2;
    private const int TimedOut = 3;
    private const int NotApplicable = 4;

    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private static SleepMutex<State> s_state;
    private static WaitPoint s_changed;

    /// <summary>A collection of everything is near. The caller may hold the heap lock.</summary>
    public static void OnNears() => Change(isNear: true, isOver: false);

    /// <summary>The collection that was near is over. The caller may hold the heap lock.</summary>
    public static void OnEnds() => Change(isNear: false, isOver: true);

    [RuntimeExport("RhRegisterForFullGCNotification")]
    private static bool Register(int maximumGeneration, int largeObjects)
    {
        using (var state = s_state.Lock())
        {
            state.Value = new State { IsWanted = true };
        }

        RuntimeHeap.Instance.NotifyOfFullCollections((uint)System.Math.Max(maximumGeneration, largeObjects));
        return true;
    }

    [RuntimeExport("RhCancelFullGCNotification")]
    private static bool Cancel()
    {
        RuntimeHeap.Instance.NotifyOfFullCollections(0);
        using (var state = s_state.Lock())
        {
            state.Value = default;
        }

        s_changed.WakeAll();
        return true;
    }

    [RuntimeExport("RhWaitForFullGCApproach")]
    private static int WaitForApproach(int milliseconds) => Wait(milliseconds, forEnd: false);

    [RuntimeExport("RhWaitForFullGCComplete")]
    private static int WaitForEnd(int milliseconds) => Wait(milliseconds, forEnd: true);

    private static int Wait(int milliseconds, bool forEnd)
    {
        if (!Current.IsWanted)
        {
            return NotApplicable;
        }

        Deadline deadline = milliseconds < 0 ? Deadline.Never : Deadline.In((ulong)milliseconds * NanosecondsPerMillisecond);
        while (true)
        {
            WaitTicket ticket = s_changed.Ticket();
            State state = Current;
            if (!state.IsWanted)
            {
                return Canceled;
            }

            if (forEnd ? state.IsOver : state.IsNear)
            {
                return Succeeded;
            }

            if (deadline.HasPassed)
            {
                return TimedOut;
            }

            s_changed.Wait(ticket, deadline);
        }
    }

    private static State Current
    {
        get
        {
            using var state = s_state.Lock();
            return state.Value;
        }
    }

    private static void Change(bool isNear, bool isOver)
    {
        using (var state = s_state.Lock())
        {
            state.Value.IsNear = isNear;
            state.Value.IsOver = isOver;
        }

        s_changed.WakeAll();
    }

    private struct State
    {
        public bool IsWanted, IsNear, IsOver;
    }
}
