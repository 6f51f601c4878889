using System;

namespace Hermit.Machine;

/// <summary>How a line is signalled. None of them: by its rising edge.</summary>
[Flags]
internal enum InterruptSignal : byte
{
    /// <summary>It is active while it is low.</summary>
    ActiveLow = 1,

    /// <summary>It interrupts for as long as it is active.</summary>
    Level = 2,
}
