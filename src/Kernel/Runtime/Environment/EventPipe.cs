using System.Runtime;

using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Runtime.Environment;

/// <summary>
/// The way from event sources to tracing sessions outside the process (<c>System.Diagnostics.Tracing.EventPipeInternal</c>). There are none, so a
/// provider is never enabled and no event is written. Listeners inside the program do not come this way. What is kept is the activity of a thread.
/// </summary>
internal static class EventPipe
{
    // EVENT_ACTIVITY_CTRL_* (evntprov.h).
    private const uint GetActivity = 1;
    private const uint SetActivity = 2;
    private const uint CreateActivity = 3;
    private const uint SwapActivity = 4;
    private const uint CreateAndSetActivity = 5;
    private const int InvalidParameter = 1;

    // Any number but zero, which would mean that it failed.
    private const nint Handle = 1;
    private const ulong Session = 1;

    private const ulong NanosecondsPerMillisecond = 1_000_000;

    [RuntimeExport("EventPipeInternal_CreateProvider")]
    private static nint CreateProvider() => Handle;

    [RuntimeExport("EventPipeInternal_GetProvider")]
    private static nint GetProvider() => Handle;

    [RuntimeExport("EventPipeInternal_DeleteProvider")]
    private static void DeleteProvider()
    {
    }

    [RuntimeExport("EventPipeInternal_DefineEvent")]
    private static nint DefineEvent() => Handle;

    [RuntimeExport("EventPipeInternal_WriteEventData")]
    private static void WriteEventData()
    {
    }

    // A listener for the runtime's own events gets a session in which none occurs.
    [RuntimeExport("EventPipeInternal_Enable")]
    private static ulong Enable() => Session;

    [RuntimeExport("EventPipeInternal_Disable")]
    private static void Disable()
    {
    }

    [RuntimeExport("EventPipeInternal_GetSessionInfo")]
    private static int GetSessionInfo() => 0;

    [RuntimeExport("EventPipeInternal_GetNextEvent")]
    private static int GetNextEvent() => 0;

    [RuntimeExport("EventPipeInternal_SignalSession")]
    private static int SignalSession() => 1;

    // Blocks; an event never ends it.
    [RuntimeExport("EventPipeInternal_WaitForSessionSignal")]
    private static int WaitForSessionSignal(ulong session, int milliseconds)
    {
        Scheduler.Sleep(milliseconds < 0 ? ulong.MaxValue : (ulong)milliseconds * NanosecondsPerMillisecond);
        return 0;
    }

    [RuntimeExport("EventPipeInternal_EventActivityIdControl")]
    private static unsafe int ControlActivity(uint code, ActivityId* activity)
    {
        // SAFETY: the core library passes the address of an identifier of its own; the thread's is changed by the thread alone.
        unsafe
        {
            ActivityId previous = Current;
            switch (code)
            {
                case GetActivity:
                    *activity = previous;
                    return 0;
                case SetActivity:
                    Current = *activity;
                    return 0;
                case CreateActivity:
                    *activity = ActivityId.Create();
                    return 0;
                case SwapActivity:
                    Current = *activity;
                    *activity = previous;
                    return 0;
                case CreateAndSetActivity:
                    *activity = previous;
                    Current = ActivityId.Create();
                    return 0;
                default:
                    return InvalidParameter;
            }
        }
    }

    private static ActivityId Current
    {
        get
        {
            // SAFETY: a copy of two words of the thread's own block.
            unsafe
            {
                ref ThreadBlock block = ref CurrentThread.Block;
                return new ActivityId { Low = block.ActivityLow, High = block.ActivityHigh };
            }
        }

        set
        {
            // SAFETY: nobody else uses these fields.
            unsafe
            {
                ref ThreadBlock block = ref CurrentThread.Block;
                block.ActivityLow = value.Low;
                block.ActivityHigh = value.High;
            }
        }
    }
}
