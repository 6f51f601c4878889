using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>One CPU's cell, kept a pair of cache lines away from its neighbour's: adjacent lines are fetched together.</summary>
internal struct PerCpuSlot<T>
{
    /// <summary>The cell.</summary>
    public SpinMutex<T> Cell;

    private Padding _padding;

    [InlineArray(16)]
    private struct Padding
    {
        private ulong _word;
    }
}
