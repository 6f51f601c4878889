namespace Hermit.Explorer;

/// <summary>What a thread is about to do at a point where another may run instead.</summary>
internal enum OperationKind
{
    Start,
    Load,
    Store,
    ReadModifyWrite,
    Fence,
    PlainRead,
    PlainWrite,
    Wait,
    InterruptsMasked,
    InterruptsEnabled,
    Interrupt,
    Exit,
}
