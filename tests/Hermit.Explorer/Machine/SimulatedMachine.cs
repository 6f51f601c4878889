using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer;

/// <summary>
/// A machine with some CPUs on which the kernel's scheduler runs, for scenarios. Each kernel thread, the idle ones included, is an explored thread that
/// waits while no CPU runs it; a switch hands the CPU over. What the scheduler calls of the layers below is replaced (Machine/), the rest is its own source.
/// </summary>
public sealed class SimulatedMachine
{
    private readonly Scenario _scenario;
    private readonly List<SimulatedThread> _threads = [];
    private readonly SimulatedCpu[] _cpus;
    private readonly List<nint> _memory = [];
    private SimulatedThread? _spare;
    private Plain<SchedulerState> _state;
    private RawSpinLock _lock;
    private AtomicInt32 _remaining;
    private AtomicInt64 _now;

    /// <summary>A machine of <paramref name="cpus"/> CPUs, all of them idle, in the execution that is being set up.</summary>
    public SimulatedMachine(Scenario scenario, int cpus)
    {
        _scenario = scenario;
        Instrumentation.Thread.Execution.Machine = this;
        Instrumentation.Thread.Execution.Ended += FreeMemory;
        _cpus = [.. Enumerable.Range(0, cpus).Select(number => new SimulatedCpu(number))];
        _now.Store(1, MemoryOrder.Relaxed);
        for (int number = 0; number < cpus; number++)
        {
            AddCpu(_cpus[number]);
        }
    }

    /// <summary>The machine of the execution that the caller is part of, for code without state of its own.</summary>
    public static SimulatedMachine Running => Current;

    /// <summary>The CPU that runs the caller.</summary>
    public static int CurrentCpu => Current.PlayingCpu.Number;

    /// <summary>Whether CPUs can interrupt each other.</summary>
    public bool HasInterrupts { get; init; } = true;

    /// <summary>What such code works on.</summary>
    public object? Subject { get; set; }

    /// <summary>What is reached by the thread that runs.</summary>
    internal static SimulatedMachine Current => Instrumentation.Thread.Execution.Machine ?? throw new InvalidOperationException("The scenario has no machine.");

    /// <summary>The thread that the calling system thread plays; during the set-up, the first CPU's idle thread.</summary>
    internal SimulatedThread Playing => _threads.Find(thread => thread.Explored == Instrumentation.Thread.Id) ?? _threads[0];

    internal int CpuCount => _cpus.Length;

    internal SimulatedCpu PlayingCpu => _cpus[Playing.Cpu];

    internal ref SchedulerState State => ref _state.Write();

    internal ref RawSpinLock Lock => ref _lock;

    internal ulong Now => (ulong)_now.Load(MemoryOrder.Relaxed);

    /// <summary>Adds a kernel thread that is ready to run from the start, and ends with <paramref name="body"/>.</summary>
    public void AddThread(string name, Action body)
    {
        SimulatedThread thread = NewThread();
        _remaining.FetchAdd(1, MemoryOrder.Relaxed);
        if (!Scheduler.TryStart(thread.Area, 0, out _))
        {
            throw new InvalidOperationException("The simulated machine has no memory.");
        }


        _scenario.Thread(name, () => thread.Play(() =>
        {
            thread.AwaitCpu(this);
            Scheduler.FinishFirstSwitch();
            Instrumentation.Thread.InterruptsMasked = false;
            body();
            _remaining.FetchAdd(-1, MemoryOrder.SequentiallyConsistent);
            Scheduler.ExitThread();
        }));
    }

    /// <summary>Lets the kernel create one thread, which need not have ended when the others have.</summary>
    public void AllowThread(string name)
    {
        SimulatedThread thread = NewThread();
        thread.MayLeave = true;
        _spare = thread;
        _scenario.Thread(name, () => thread.Play(() =>
        {
            thread.AwaitCpu(this);
            Scheduler.FinishFirstSwitch();
            Instrumentation.Thread.InterruptsMasked = false;
            unsafe
            {
                // SAFETY: what TryCreateThread was given.
                ((delegate*<nuint, void>)thread.Entry)(0);
            }

            Scheduler.ExitThread();
        }));
    }

    /// <summary>Adds a device that does <paramref name="handler"/> once, in an interrupt on the CPU <paramref name="cpu"/>, whatever runs there.</summary>
    public void AddInterrupt(string name, int cpu, Action handler) => _scenario.Thread(name, () => _cpus[cpu].Post(handler));

    /// <summary>Adds a clock that makes one step, to <paramref name="nanoseconds"/>, at any moment: the timers that are due by then interrupt.</summary>
    public void AddClock(ulong nanoseconds) => _scenario.Thread("clock", () =>
    {
        _now.Store((long)nanoseconds, MemoryOrder.SequentiallyConsistent);
        foreach (SimulatedCpu cpu in _cpus)
        {
            cpu.Post(() => Scheduler.OnTimer());
        }
    });

    /// <summary>Fails unless the memory of all threads that the scenario has added was freed.</summary>
    public void CheckFreed()
    {
        if (_threads.Exists(thread => thread.HasLeft && !thread.IsFreed))
        {
            throw new InvalidOperationException("The memory of a thread was not freed.");
        }
    }

    internal bool TryTakeSpare([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SimulatedThread? thread)
    {
        thread = _spare;
        _spare = null;
        return thread is not null;
    }

    internal bool HasEnded => _remaining.Load(MemoryOrder.SequentiallyConsistent) == 0;

    internal void ExpireTimer() => PlayingCpu.Post(() => Scheduler.OnTimer());

    internal void Interrupt(int cpu)
    {
        if (HasInterrupts)
        {
            _cpus[cpu].Post(() => Scheduler.OnReschedule());
        }
    }

    internal SimulatedThread ThreadAt(nuint area) => _threads[(int)area - 1];

    /// <summary>The idle thread's rest: until an interrupt, or until no thread is left.</summary>
    internal void Rest(SimulatedCpu cpu)
    {
        while (!cpu.TryDeliver())
        {
            if (HasEnded)
            {
                throw new SimulatedThread.LeftException();
            }

            Spin.Wait();
        }
    }

    internal nint Allocate(nuint bytes)
    {
        unsafe
        {
            // SAFETY: freed with the execution, by when all its threads have ended.
            nint address = (nint)System.Runtime.InteropServices.NativeMemory.AlignedAlloc(bytes, 4096);
            _memory.Add(address);
            return address;
        }
    }

    private void AddCpu(SimulatedCpu cpu)
    {
        SimulatedThread idle = NewThread();
        idle.Cpu = cpu.Number;
        idle.HasCpu = true;
        if (!State.Threads.TryAllocate(out Handle<Hermit.Scheduling.Thread> record))
        {
            throw new InvalidOperationException("The simulated machine has no memory.");
        }

        idle.Record = record.Link;
        State.Threads[record].Area = idle.Area;
        State.AddCpu(cpu.Number, record.Link);
        _scenario.Thread($"cpu {cpu.Number}", () => idle.Play(Scheduler.RunIdle));
    }

    private SimulatedThread NewThread()
    {
        var thread = new SimulatedThread(_threads.Count + 1);
        _threads.Add(thread);
        return thread;
    }

    private void FreeMemory()
    {
        unsafe
        {
            // SAFETY: the execution has ended, and with it every thread that used the memory.
            _memory.ForEach(address => System.Runtime.InteropServices.NativeMemory.AlignedFree((void*)address));
        }

        _memory.Clear();
    }
}
