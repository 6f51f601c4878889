namespace Hermit.Machine;

/// <summary>The address that a page fault is about.</summary>
public static class FaultingAddress
{
    /// <summary>Reads it; meaningful only in the handler, before the next fault.</summary>
    public static unsafe nuint Read()
    {
        // SAFETY: reads a register.
        return Instructions.FaultAddress();
    }
}
