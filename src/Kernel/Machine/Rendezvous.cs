using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// Something that every CPU is asked to do, again and again, without a lock. Who asks has made its reason visible before, interrupts the others, and
/// waits for their answers. An answer is good for all requests that the CPU had seen before it did what it was asked for.
/// </summary>
// SAFETY: atomics only.
[Synchronized]
internal struct Rendezvous
{
    private AtomicUInt64 _requests;
    private Answers _answers;

    /// <summary>The last request, to be read by a CPU before it does what it is asked for.</summary>
    public readonly ulong Last => _requests.Load(MemoryOrder.SequentiallyConsistent);

    /// <summary>Makes a request.</summary>
    public readonly ulong Ask() => _requests.FetchAdd(1, MemoryOrder.SequentiallyConsistent) + 1;

    /// <summary>Says that a CPU has done what it was asked for by this and all earlier requests.</summary>
    public void Answer(int cpu, ulong request) => _answers[cpu].Store(request, MemoryOrder.Release);

    /// <summary>Whether a CPU has answered a request.</summary>
    public readonly bool HasAnswered(int cpu, ulong request) => _answers[cpu].Load(MemoryOrder.Acquire) >= request;

    [InlineArray(AcpiInformation.MaximumProcessors)]
    private struct Answers
    {
        private AtomicUInt64 _first;
    }
}
