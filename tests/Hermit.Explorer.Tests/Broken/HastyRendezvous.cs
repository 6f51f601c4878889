using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: does what it is asked for first, and then looks which requests that was for.</summary>
internal struct HastyRendezvous
{
    private AtomicUInt64 _requests;
    private AtomicUInt64 _answer;

    public readonly ulong Ask() => _requests.FetchAdd(1, MemoryOrder.SequentiallyConsistent) + 1;

    public readonly bool HasAnswered(int cpu, ulong request) => _answer.Load(MemoryOrder.Acquire) >= request;

    public readonly void Serve<TAction>(int cpu, TAction action)
        where TAction : struct, IRendezvousAction
    {
        action.Run();
        _answer.Store(_requests.Load(MemoryOrder.SequentiallyConsistent), MemoryOrder.Release);
    }
}
