using System;
using System.Runtime.CompilerServices;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

// Which thread runs where.
internal partial struct SchedulerState
{
    // How often the timer looks while threads wait. One that has been seen at two ticks has to let others run: it runs for one to two of these,
    // and neither a switch nor a wake-up has to read the clock.
    private const ulong TickNanoseconds = 2_500_000;

    private const ulong Never = ulong.MaxValue;

    /// <summary>Lets a CPU take part, which runs <paramref name="idle"/>, its idle thread.</summary>
    public void AddCpu(int number, PoolLink idle)
    {
        ref CpuState cpu = ref Cpus[number];
        cpu.Current = idle;
        cpu.Idle = idle;
        cpu.TimerDeadline = Never;
        Threads[idle].Cpu = (byte)number;
        Online.Add(number);
        Allowed.Add(number);
        Idle.Add(number);
        Free.Add(number);
    }

    /// <summary>
    /// Queues a thread that may run, before or behind others: on the CPU that it ran on last, whose caches know it, unless that has something to do
    /// and another one has not, or threads may not run on it any more.
    /// </summary>
    public void MakeReady(PoolLink thread, ref Thread record, bool first)
    {
        record.State = ThreadState.Ready;
        if (!Free.IsEmpty && !Free.Contains(record.Cpu))
        {
            record.Cpu = (byte)Free.Lowest;
        }
        else if (!Allowed.Contains(record.Cpu))
        {
            record.Cpu = (byte)Allowed.Lowest;
        }

        Free.Remove(record.Cpu);

        ref CpuState cpu = ref Cpus[record.Cpu];
        if (first)
        {
            cpu.Ready.AddFirst(Threads, thread);
        }
        else
        {
            cpu.Ready.Add(Threads, thread, ref record);
        }

        if (record.Cpu != Cpu.Index)
        {
            TellOther(record.Cpu);
            return;
        }

        if (Cpu.InInterrupt)
        {
            Cpu.RequestReschedule();
        }

        if (cpu.NextTick == 0)
        {
            ArmTimer(ref cpu);
        }
    }

    /// <summary>Puts the thread that a CPU leaves, and that may run, behind the others; on another CPU where threads may not run on this one any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(ref CpuState cpu, int number, PoolLink thread, ref Thread record)
    {
        if (Allowed.Contains(number))
        {
            cpu.Ready.Add(Threads, thread, ref record);
        }
        else
        {
            MakeReady(thread, ref record, first: false);
        }
    }

    /// <summary>Keeps threads to some of the CPUs, at least one of those online. Those that run on others leave them as soon as they can be preempted.</summary>
    public void KeepTo(CpuSet allowed)
    {
        CpuSet changed = Allowed.Xor(allowed);
        Allowed = allowed;
        Free = Free.And(allowed);
        for (CpuSet rest = changed; !rest.IsEmpty; rest.Remove(rest.Lowest))
        {
            int number = rest.Lowest;
            ref CpuState cpu = ref Cpus[number];
            if (allowed.Contains(number) && Idle.Contains(number))
            {
                Free.Add(number);
            }

            while (!allowed.Contains(number) && !cpu.Ready.IsEmpty)
            {
                PoolLink thread = cpu.Ready.Take(Threads);
                MakeReady(thread, ref Threads[thread], first: false);
            }

            if (number != Cpu.Index)
            {
                OtherCpus.Reschedule(number);
            }
        }
    }

    /// <summary>Says whether an idle CPU looks once more before it sleeps.</summary>
    public void SetWatching(int cpu, bool watches)
    {
        if (watches)
        {
            Watching.Add(cpu);
        }
        else
        {
            Watching.Remove(cpu);
        }
    }

    /// <summary>Takes the thread that a CPU runs next: the first that waits for it, else one that waits for another CPU, else the idle one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PoolLink TakeNext(ref CpuState cpu, int number)
    {
        if (MustIdle(number))
        {
            return cpu.Idle;
        }

        return cpu.Ready.IsEmpty ? Steal(ref cpu, number) : cpu.Ready.Take(Threads);
    }

    private PoolLink Steal(ref CpuState cpu, int number)
    {
        for (CpuSet others = Online.Except(number); !others.IsEmpty; others.Remove(others.Lowest))
        {
            ref CpuState other = ref Cpus[others.Lowest];
            if (!other.Ready.IsEmpty)
            {
                return other.Ready.Take(Threads);
            }
        }

        return cpu.Idle;
    }

    private void TellOther(int cpu)
    {
        if (Watching.Contains(cpu))
        {
            Watching.Remove(cpu);
            OtherCpus.Tell(cpu);
        }
        else
        {
            OtherCpus.Reschedule(cpu);
        }
    }

    /// <summary>Whether a CPU would run another thread than it does, if asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool HasOther(ref CpuState cpu, int number) => !cpu.Ready.IsEmpty || (MustIdle(number) && cpu.Current != cpu.Idle);

    /// <summary>Whether a CPU may run no thread: the world is stopped, or threads are kept to other CPUs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool MustIdle(int number) => !Stopper.IsNone || !Allowed.Contains(number);

    /// <summary>Notes that a CPU switches to <paramref name="next"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCurrent(ref CpuState cpu, int number, PoolLink next)
    {
        if (next == cpu.Idle)
        {
            Idle.Add(number);
            if (cpu.Ready.IsEmpty && Allowed.Contains(number))
            {
                Free.Add(number);
            }

            cpu.IdleSince = cpu.IdleSince == 0 ? Clock.MonotonicNanoseconds : cpu.IdleSince;
        }
        else if (cpu.Current == cpu.Idle)
        {
            Idle.Remove(number);
            Free.Remove(number);
            Watching.Remove(number);
            cpu.IdleNanoseconds += cpu.IdleSince == 0 ? 0 : Clock.MonotonicNanoseconds - cpu.IdleSince;
            cpu.IdleSince = 0;
        }

        cpu.Current = next;
        cpu.RanAtTick = false;
        if (cpu.NextTick == 0 && !cpu.Ready.IsEmpty)
        {
            ArmTimer(ref cpu);
        }
    }

    /// <summary>Wakes the sleepers of a CPU that are due.</summary>
    public void WakeSleepers(ref CpuState cpu, ulong now)
    {
        while (cpu.Sleepers.EarliestDeadline(Threads) <= now)
        {
            PoolLink thread = cpu.Sleepers.Earliest;
            ref Thread record = ref Threads[thread];
            cpu.Sleepers.Remove(Threads, thread);
            if (!record.WaitsIn.IsNone)
            {
                Queues[record.WaitsIn].Threads.Remove(Threads, ref record);
                record.WaitsIn = default;
            }

            record.TimedOut = true;
            MakeReady(thread, ref record, record.IsBrief || record.IsUrgent);
        }
    }

    /// <summary>A tick: whether the running thread has to let others run.</summary>
    public static bool Tick(ref CpuState cpu, ulong now)
    {
        if (cpu.NextTick == 0 || now < cpu.NextTick)
        {
            return false;
        }

        cpu.NextTick = 0;
        bool due = cpu.RanAtTick && !cpu.Ready.IsEmpty;
        cpu.RanAtTick = true;
        return due;
    }

    /// <summary>Arms the timer of the CPU that runs the caller for its next event, unless it is armed for an earlier one already.</summary>
    public readonly void ArmTimer(ref CpuState cpu)
    {
        ulong deadline = cpu.Sleepers.EarliestDeadline(Threads);
        if (!cpu.Ready.IsEmpty && cpu.NextTick == 0)
        {
            cpu.NextTick = Clock.MonotonicNanoseconds + TickNanoseconds;
        }

        if (cpu.NextTick != 0)
        {
            deadline = Math.Min(deadline, cpu.NextTick);
        }

        if (deadline < cpu.TimerDeadline)
        {
            cpu.TimerDeadline = deadline;
            ulong now = Clock.MonotonicNanoseconds;
            Clock.ArmTimer(deadline > now ? deadline - now : 1);
        }
    }
}
