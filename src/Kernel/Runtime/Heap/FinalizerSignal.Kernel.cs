using Hermit.Scheduling;

namespace Hermit.Runtime.Heap;

/// <summary>How the finalizer thread is told of work, and how others wait for it to be done. Lives in a static.</summary>
// SAFETY: all it holds are a SleepMutex and a WaitPoint, which synchronise.
[Synchronized]
internal struct FinalizerSignal
{
    private SleepMutex<State> _state;
    private WaitPoint _changed;

    /// <summary>Asks for a pass over the objects that are ready.</summary>
    public readonly void Request()
    {
        using (var state = _state.Lock())
        {
            state.Value.IsRequested = true;
        }

        _changed.WakeAll();
    }

    /// <summary>Blocks until a pass is asked for.</summary>
    public readonly void WaitForRequest()
    {
        while (true)
        {
            WaitTicket ticket = _changed.Ticket();
            if (TryTakeRequest())
            {
                return;
            }

            _changed.Wait(ticket, Deadline.Never);
        }
    }

    /// <summary>Says that a pass is over, before which <paramref name="collections"/> collections had been made.</summary>
    public readonly void Complete(int collections)
    {
        using (var state = _state.Lock())
        {
            state.Value.ObservedCollections = collections;
            state.Value.Passes++;
        }

        _changed.WakeAll();
    }

    /// <summary>Blocks until a pass is over that began after <paramref name="collections"/> collections.</summary>
    public readonly void WaitForCompletion(int collections)
    {
        uint passes = Passes;
        Request();
        while (true)
        {
            WaitTicket ticket = _changed.Ticket();
            if (Passes == passes)
            {
                _changed.Wait(ticket, Deadline.Never);
                continue;
            }

            if (HasObserved(collections))
            {
                return;
            }

            // That pass had begun before; the next one has not.
            passes = Passes;
            Request();
        }
    }

    private readonly uint Passes
    {
        get
        {
            using var state = _state.Lock();
            return state.Value.Passes;
        }
    }

    private readonly bool HasObserved(int collections)
    {
        using var state = _state.Lock();
        return collections - state.Value.ObservedCollections <= 0;
    }

    private readonly bool TryTakeRequest()
    {
        using var state = _state.Lock();
        bool requested = state.Value.IsRequested;
        state.Value.IsRequested = false;
        return requested;
    }

    private struct State
    {
        public bool IsRequested;
        public uint Passes;
        public int ObservedCollections;
    }
}
