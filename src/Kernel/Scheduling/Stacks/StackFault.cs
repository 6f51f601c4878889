namespace Hermit.Scheduling;

/// <summary>What a page fault means for the stack of the thread that caused it.</summary>
public enum StackFault
{
    /// <summary>The address is not in its stack.</summary>
    NotStack,

    /// <summary>The stack has grown; the thread can go on.</summary>
    Committed,

    /// <summary>The stack has overflowed.</summary>
    Overflow,

    /// <summary>There is no memory for the stack to grow.</summary>
    OutOfMemory,
}
