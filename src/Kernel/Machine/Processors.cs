using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The CPUs that run, by their numbers from 0, and the interrupts from one to another.</summary>
public static class Processors
{
    private static AtomicInt32 s_count = new(1);
    private static Identifiers s_identifiers;
    private static Rendezvous s_flush;

    /// <summary>How many there are.</summary>
    public static int Count => s_count.Load(MemoryOrder.Acquire);

    /// <summary>Makes a CPU call <see cref="IFaultHandler.OnReschedule"/>.</summary>
    public static void Reschedule(int cpu) => ProcessorSignals.Reschedule(cpu);

    /// <summary>Stops what a CPU does, whatever that is, by an exception that cannot be masked, where there is one.</summary>
    public static void Interrupt(int cpu) => ProcessorSignals.Stop(cpu);

    /// <summary>
    /// Waits until every other CPU has forgotten what it remembers of the page table, and has taken an interrupt: what any of them reads afterwards is
    /// what the caller wrote before, and the other way round. The caller holds no lock that is waited for with interrupts masked.
    /// </summary>
    public static void Synchronize()
    {
        int count = Count;
        if (count == 1)
        {
            return;
        }

        using var masked = WithoutInterrupts.Enter();
        int self = Cpu.Index;
        ulong request = s_flush.Ask();
        for (int cpu = 0; cpu < count; cpu++)
        {
            if (cpu != self)
            {
                ProcessorSignals.Flush(cpu);
            }
        }

        // This CPU, too: the caller may have come from another one since it changed the table. And again and again, for others may ask
        // meanwhile, and wait for this one with their interrupts masked.
        OnFlush();
        for (int cpu = 0; cpu < count; cpu++)
        {
            while (!s_flush.HasAnswered(cpu, request))
            {
                OnFlush();
                Cpu.Pause();
            }
        }
    }

    /// <summary>Does what <see cref="Synchronize"/> asks for, if it was not done since. Interrupts are masked.</summary>
    internal static void OnFlush() => s_flush.Serve(Cpu.Index, default(FlushAction));

    /// <summary>Says what the interrupt controller calls the CPU of the next number, before that is started.</summary>
    internal static void SetIdentifier(int cpu, uint identifier) => s_identifiers[cpu].Store(identifier, MemoryOrder.Release);

    /// <summary>Counts the CPU in that has the next number.</summary>
    internal static void Add() => s_count.FetchAdd(1, MemoryOrder.Release);

    /// <summary>What the interrupt controller calls a CPU.</summary>
    internal static uint Identifier(int cpu) => s_identifiers[cpu].Load(MemoryOrder.Acquire);

    // An interrupt is taken, and translations are forgotten, when what was written before is seen: both see to that.
    private readonly struct FlushAction : IRendezvousAction
    {
        public void Run() => TranslationCache.FlushAll();
    }

    // SAFETY: each element is an atomic.
    [InlineArray(AcpiInformation.MaximumProcessors)]
    [Synchronized]
    private struct Identifiers
    {
        private AtomicUInt32 _first;
    }
}
