namespace Hermit.Unwinding;

/// <summary>What a walk for references needs to know of an exception on its way.</summary>
public struct ExceptionDispatch
{
    /// <summary>The exception.</summary>
    public ulong Exception;

    /// <summary>Whether a handler is running: the frames between it and the throw are gone as far as the program is concerned.</summary>
    public bool RunsHandler;

    /// <summary>The frame whose handler is running.</summary>
    public UnwindRegisters Registers;

    /// <summary>Whether that frame was interrupted: its instruction pointer is exact, not a return address.</summary>
    public bool IsExact;
}
