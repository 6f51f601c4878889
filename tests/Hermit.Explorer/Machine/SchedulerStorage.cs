using Hermit.Explorer;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>Where the scheduler's state and its lock are: in the machine of the execution. A thread that has left unwinds past ones of its own.</summary>
internal static class SchedulerStorage
{
    public static ref RawSpinLock Lock
    {
        get
        {
            SimulatedMachine machine = SimulatedMachine.Current;
            if (machine.Playing.HasLeft)
            {
                return ref new Left().Lock;
            }

            return ref machine.Lock;
        }
    }

    public static ref SchedulerState State
    {
        get
        {
            SimulatedMachine machine = SimulatedMachine.Current;
            if (machine.Playing.HasLeft)
            {
                return ref new Left().State;
            }

            return ref machine.State;
        }
    }

    private sealed class Left
    {
        public RawSpinLock Lock;
        public SchedulerState State;
    }
}
