namespace Hermit.Sync;

/// <summary>Something that is done once, whoever comes first.</summary>
// SAFETY: the state changes by atomic operations; whoever finds it done acquires what was done.
[Synchronized]
[NotInterruptSafe]
public struct CallOnce
{
    private RawOnce<InterruptsUntouched> _once;

    /// <summary>Whether it has been done. If so, what it did is visible to the caller.</summary>
    public readonly bool IsCompleted => _once.IsDone;

    /// <summary>
    /// Returns <see langword="true"/> to the first caller ever, <see langword="false"/> to all others. Does not wait: to the others the first one may
    /// still be about its work.
    /// </summary>
    public readonly bool TryClaim()
    {
        if (!_once.TryBegin(wait: false, out nuint interrupts))
        {
            return false;
        }

        _once.End(completed: true, interrupts);
        return true;
    }

    /// <summary>
    /// Does <paramref name="action"/> if nobody has yet, and returns whether this call did it. Spins while another call is doing it: on return it
    /// is done, and what it did is visible. If the action throws (on the host), it counts as not done. An action that calls the same
    /// <see cref="CallOnce"/> never returns.
    /// </summary>
    public readonly bool Run<TAction>(TAction action)
        where TAction : struct, IAction
    {
        if (_once.IsDone || !_once.TryBegin(wait: true, out nuint interrupts))
        {
            return false;
        }

        bool completed = false;
        try
        {
            action.Invoke();
            completed = true;
        }
        finally
        {
            _once.End(completed, interrupts);
        }

        return true;
    }
}
