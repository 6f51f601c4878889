using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>How one CPU tells another one something.</summary>
internal static class OtherCpus
{
    // How often a CPU with nothing to do looks before it sleeps: some microseconds, within which threads that take turns wake each other, and which a
    // CPU that sleeps takes to wake up.
    private const int Looks = 30;

    private static AtomicUInt64 s_told;

    /// <summary>Whether there are any.</summary>
    public static bool Exist => Processors.Count > 1;

    /// <summary>Whether a CPU with nothing to do watches for a while (<see cref="Watch"/>).</summary>
    public static bool Watching => Exist;

    /// <summary>Makes a CPU call <see cref="Scheduler.OnReschedule"/>.</summary>
    public static void Reschedule(int cpu) => Processors.Reschedule(cpu);

    /// <summary>Tells a CPU that watches, without an interrupt.</summary>
    public static void Tell(int cpu) => s_told.FetchOr(1ul << cpu, MemoryOrder.Release);

    /// <summary>
    /// Watches until this CPU is told something, for some microseconds, with interrupts. Interrupts are masked on entry and on return. What is told before
    /// or after is not lost but late, as the caller looks for itself next.
    /// </summary>
    /// <remarks>Safety: no lock is held, and nothing relies on interrupts being masked.</remarks>
    [RequiresUnsafe]
    public static void Watch(int cpu)
    {
        ulong bit = 1ul << cpu;
        for (int look = 0; look < Looks && (s_told.Load(MemoryOrder.Relaxed) & bit) == 0; look++)
        {
            unsafe
            {
                // SAFETY: the caller's obligation.
                Cpu.Linger();
            }
        }

        s_told.FetchAnd(~bit, MemoryOrder.Acquire);
    }
}
