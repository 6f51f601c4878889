namespace Hermit.Machine;

/// <summary>The members of an <see cref="IFaultHandler"/>.</summary>
internal readonly struct FaultHandlers
{
    private readonly unsafe delegate*<TrapFrame, void> _exception;
    private readonly unsafe delegate*<void> _timer;
    private readonly unsafe delegate*<void> _reschedule;
    private readonly unsafe delegate*<TrapFrame, void> _beforePreemption;

    /// <summary>Collects them.</summary>
    public unsafe FaultHandlers(delegate*<TrapFrame, void> exception, delegate*<void> timer, delegate*<void> reschedule, delegate*<TrapFrame, void> beforePreemption)
    {
        _exception = exception;
        _timer = timer;
        _reschedule = reschedule;
        _beforePreemption = beforePreemption;
    }

    /// <summary><see cref="IFaultHandler.OnException"/>.</summary>
    public void OnException(TrapFrame frame)
    {
        unsafe
        {
            // SAFETY: a static method of this signature.
            _exception(frame);
        }
    }

    /// <summary><see cref="IFaultHandler.OnTimer"/>.</summary>
    public void OnTimer()
    {
        unsafe
        {
            // SAFETY: a static method of this signature.
            _timer();
        }
    }

    /// <summary><see cref="IFaultHandler.OnReschedule"/>.</summary>
    public void OnReschedule()
    {
        unsafe
        {
            // SAFETY: a static method of this signature.
            _reschedule();
        }
    }

    /// <summary><see cref="IFaultHandler.BeforePreemption"/>.</summary>
    public void BeforePreemption(TrapFrame frame)
    {
        unsafe
        {
            // SAFETY: a static method of this signature.
            _beforePreemption(frame);
        }
    }
}
