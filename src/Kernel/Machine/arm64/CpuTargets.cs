using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>By which number the interrupt controller knows each CPU.</summary>
// SAFETY: each element is an atomic.
[InlineArray(TreeInformation.MaximumProcessors)]
[Synchronized]
internal struct CpuTargets
{
    private AtomicUInt32 _first;

    /// <summary>That of a CPU.</summary>
    public readonly uint Get(int cpu) => this[cpu].Load(MemoryOrder.Acquire);

    /// <summary>Notes it.</summary>
    public void Set(int cpu, uint target) => this[cpu].Store(target, MemoryOrder.Release);
}
