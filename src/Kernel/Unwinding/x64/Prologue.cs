using System;

namespace Hermit.Unwinding;

/// <summary>Frames that were interrupted while they were being built: the compiler describes them, instruction by instruction.</summary>
public static class Prologue
{
    /// <summary>Nothing is left to do.</summary>
    public static EpilogueResult Undo(ReadOnlySpan<byte> code, in FrameLayout layout, ref UnwindRegisters registers, StackWords stack) => EpilogueResult.None;
}
