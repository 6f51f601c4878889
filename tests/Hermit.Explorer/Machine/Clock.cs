using Hermit.Explorer;

namespace Hermit.Machine;

/// <summary>Time, which the scenario's clock makes.</summary>
internal static class Clock
{
    public static ulong MonotonicNanoseconds => SimulatedMachine.Current.Now;

    // Timers that become due are found when the clock goes on; the scheduler asks for one nanosecond where one is due already.
    public static void ArmTimer(ulong nanoseconds)
    {
        if (nanoseconds == 1)
        {
            SimulatedMachine.Current.ExpireTimer();
        }
    }
}
