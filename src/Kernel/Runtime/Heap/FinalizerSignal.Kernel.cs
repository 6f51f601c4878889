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

    /// <summary>Says that a pass is over.</summary>
    public readonly void Complete()
    {
        using (var state = _state.Lock())
        {
            state.Value.Ended++;
        }

        _changed.WakeAll();
    }

    /// <summary>Asks for a pass and blocks until one is over that began after this call: passes follow each other.</summary>
    public readonly void WaitForPass()
    {
        uint wanted = NextPass;
        Request();
        while (true)
        {
            WaitTicket ticket = _changed.Ticket();
            if (HasEnded(wanted))
            {
                return;
            }

            _changed.Wait(ticket, Deadline.Never);
        }
    }

    private readonly uint NextPass
    {
        get
        {
            using var state = _state.Lock();
            return state.Value.Begun + 1;
        }
    }

    private readonly bool HasEnded(uint pass)
    {
        using var state = _state.Lock();
        return unchecked((int)(state.Value.Ended - pass)) >= 0;
    }

    private readonly bool TryTakeRequest()
    {
        using var state = _state.Lock();
        bool requested = state.Value.IsRequested;
        state.Value.IsRequested = false;
        state.Value.Begun += requested ? 1u : 0;
        return requested;
    }

    private struct State
    {
        public bool IsRequested;

        // How many passes have begun, and how many are over.
        public uint Begun, Ended;
    }
}
