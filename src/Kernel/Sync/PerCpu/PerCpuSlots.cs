using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>One slot for each CPU.</summary>
[InlineArray(Platform.MaximumCpus)]
internal struct PerCpuSlots<T>
{
    private PerCpuSlot<T> _first;
}
