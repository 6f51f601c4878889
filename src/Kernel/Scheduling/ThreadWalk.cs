using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Goes through the threads of a stopped world. The addresses are good for nothing without the unsafe code of a collector.</summary>
public ref struct ThreadWalk
{
    private PoolLink _current;
    private bool _started;

    /// <summary>Whether the thread at hand is the caller's.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>The address of its thread block.</summary>
    public nuint Block { get; private set; }

    /// <summary>The lowest address of its stack that is in use; its registers are above. For the caller's own thread: below <see cref="MoveNext"/>'s caller.</summary>
    public nuint StackPointer { get; private set; }

    /// <summary>The address after its stack.</summary>
    public nuint StackHigh { get; private set; }

    /// <summary>Goes to the next thread, if there is one.</summary>
    public bool MoveNext()
    {
        using SchedulerLock held = SchedulerLock.Enter();

        // A walk can be made out of nothing, as any structure can: it is worth what the world is.
        Panic.Unless(held.State.Stopper == held.State.Cpus[Cpu.Index].Current, "threads were walked in a world that runs");
        _current = _started ? held.State.Threads[_current].NextInAll : held.State.AllThreads;
        _started = true;
        if (_current.IsNone)
        {
            return false;
        }

        ref Thread thread = ref held.State.Threads[_current];
        IsCurrent = _current == held.State.Cpus[Cpu.Index].Current;
        Block = thread.Area;
        StackPointer = IsCurrent ? Cpu.StackPointer : thread.StackPointer;
        StackHigh = thread.StackHigh;
        return true;
    }
}
