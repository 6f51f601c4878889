using System.Runtime.InteropServices;

namespace Hermit.Scheduling;

/// <summary>What compiled code and the runtime reach through a thread's base register. The layers above own the fields that are not named here.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct ThreadBlock
{
    /// <summary>The size in bytes.</summary>
    public const int Size = 0x100;

    /// <summary>The address of this block: where thread-local addressing starts (System V ABI, variant II).</summary>
    [FieldOffset(0x00)]
    public ThreadBlock* Self;

    /// <summary>The thread.</summary>
    [FieldOffset(0x30)]
    public Thread* Thread;

    /// <summary>The lowest address the stack may grow to.</summary>
    [FieldOffset(0x38)]
    public nuint StackLow;

    /// <summary>The address after the stack.</summary>
    [FieldOffset(0x40)]
    public nuint StackHigh;

    /// <summary>The number of the thread.</summary>
    [FieldOffset(0x58)]
    public ulong ThreadId;
}
