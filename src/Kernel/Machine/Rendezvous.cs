using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// Something that every CPU is asked to do, again and again, without a lock. Who asks has made its reason visible before, interrupts the others, and
/// waits for their answers; who waits with interrupts masked serves others meanwhile. An answer is good for all requests that the CPU had seen before it
/// did what it was asked for, not for those that came while it did.
/// </summary>
// SAFETY: atomics only.
[Synchronized]
internal struct Rendezvous
{
    private const int MaximumCpus = 64;

    private AtomicUInt64 _requests;
    private Answers _answers;

    /// <summary>Makes a request.</summary>
    public readonly ulong Ask() => _requests.FetchAdd(1, MemoryOrder.SequentiallyConsistent) + 1;

    /// <summary>Whether a CPU has done what a request asked for.</summary>
    public readonly bool HasAnswered(int cpu, ulong request) => _answers[cpu].Load(MemoryOrder.Acquire) >= request;

    /// <summary>Does what the CPU that runs the caller was asked for, if it was. Interrupts are masked, or this is a handler.</summary>
    public void Serve<TAction>(int cpu, TAction action)
        where TAction : struct, IRendezvousAction
    {
        ulong request = _requests.Load(MemoryOrder.SequentiallyConsistent);
        if (!HasAnswered(cpu, request))
        {
            action.Run();
            _answers[cpu].Store(request, MemoryOrder.Release);
        }
    }

    [InlineArray(MaximumCpus)]
    private struct Answers
    {
        private AtomicUInt64 _first;
    }
}
