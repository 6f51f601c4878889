using System.Diagnostics;
using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

/// <summary>Binds the heap to a <see cref="HostMachine"/>.</summary>
internal readonly unsafe struct HostPlatform(HostMachine machine) : IHeapPlatform
{
    private const long TicksPerSecond = 10_000_000;

    public nuint LowestAddress => machine.Base;

    public nuint HighestAddress => machine.Base + machine.Bytes;

    public nuint TotalBytes => machine.Bytes;

    public nuint AvailableBytes => machine.FreeBytes;

    public long Timestamp => (long)((Int128)Stopwatch.GetTimestamp() * TicksPerSecond / Stopwatch.Frequency);

    public bool TryAllocatePages(nuint bytes, nuint alignment, out nuint address) => machine.TryAllocate(bytes, alignment, out address);

    public void FreePages(nuint address, nuint bytes) => machine.Free(address, bytes);

    public void UseCards(in CardTable cards) => machine.Cards = cards;

    public void EnterLock() => machine.SetLocked(true);

    public void ExitLock() => machine.SetLocked(false);

    public void BeginUnstopped() => machine.SetUnstopped(true);

    public void EndUnstopped() => machine.SetUnstopped(false);

    public void StopWorld() => machine.SetStopped(true);

    public void ResumeWorld() => machine.SetStopped(false);

    public void VisitContexts<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IContextVisitor
    {
        Assert.True(machine.Stopped);
        for (int thread = 0; thread < machine.ThreadCount; thread++)
        {
            visitor.Visit(ref *machine.Context(thread));
        }
    }

    public void MarkRoots(ref Marker marker)
    {
        Assert.True(machine.Stopped);
        (nuint low, nuint high) = machine.StackRange;
        marker.Visit(new ReadOnlySpan<ulong>((void*)low, (int)((high - low) / sizeof(ulong))));
        foreach (nint slot in machine.Slots)
        {
            marker.Mark((nuint)slot);
        }
    }

    public int HelperCount => machine.HelperCount;

    public void InviteHelpers() => machine.InviteHelpers();

    public void DismissHelpers() => machine.DismissHelpers();

    public void OnFinalizersReady() => machine.FinalizerSignals++;

    public void OnFullCollectionNears() => machine.Notices.Add("near");

    public void OnFullCollectionEnds() => machine.Notices.Add("over");
}
