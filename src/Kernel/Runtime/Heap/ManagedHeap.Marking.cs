using System;
using Hermit.Runtime.Handles;

namespace Hermit.Runtime.Heap;

/// <remarks>
/// Marking. The collecting thread begins alone, and asks the other CPUs for help when there is much to do; then it owns the pool by which markers
/// give each other what they have too much of.
/// </remarks>
internal sealed partial class ManagedHeap<TPlatform>
{
    // How many entries a marker follows before it looks whether another one has nothing to do, and how often it does that before others are asked in.
    private const int Quantum = 256;
    private const int QuantaAlone = 16;

    private const nuint FewestHelperEntries = 2048;

    private MarkPool _pool;
    private Marker _helper;
    private nuint _helperStacks;
    private nuint _helperEntries;
    private int _helperCount;
    private bool _isHelped;

    /// <summary>
    /// Takes part in a collection, on a CPU that has nothing else to do: for <see cref="IHeapPlatform.InviteHelpers"/>. Returns when there is nothing left
    /// to mark.
    /// </summary>
    public void Help()
    {
        if (!_pool.TryJoin(out int number))
        {
            return;
        }

        Marker marker = _helper;

        // SAFETY: the pool lets no more in than there are stacks, and gives each a number of its own.
        unsafe
        {
            marker.SetStack(_helperStacks + ((nuint)number * _helperEntries * HeapLayout.WordBytes), _helperEntries);
        }

        while (marker.TryTakeFrom(ref _pool))
        {
            FollowAndGive(ref marker);
        }
    }

    private void Mark()
    {
        _platform.MarkRoots(ref _marker);
        _frozen.Mark(ref _marker);
        _handles.MarkStrong(ref _marker);
        _finalization.MarkReady(ref _marker);
        FollowAll();
        _handles.ClearWeak(HandleType.Weak, in _marker);
        _finalization.Promote(in _marker);
        _finalization.MarkReady(ref _marker);
        FollowAll();
        DismissHelpers();
        _handles.ClearWeak(HandleType.WeakTrackResurrection, in _marker);
        _handles.ClearDependent(in _marker);
    }

    private void FollowAll()
    {
        do
        {
            Follow();
            while (_marker.Overflowed)
            {
                DismissHelpers();
                GrowMarkStack();
                _marker.Recover(in _blocks, in _large);
            }
        }
        while (_handles.MarkDependent(ref _marker));
    }

    private void Follow()
    {
        if (!_isHelped)
        {
            int quanta = _platform.HelperCount > 0 ? QuantaAlone : int.MaxValue;
            while (!_marker.Drain(Quantum))
            {
                if (--quanta == 0)
                {
                    InviteHelpers();
                    break;
                }
            }
        }

        if (_isHelped)
        {
            do
            {
                FollowAndGive(ref _marker);
            }
            while (_marker.TryFinish(ref _pool));
        }
        else
        {
            _marker.Drain();
        }
    }

    private void FollowAndGive(ref Marker marker)
    {
        while (!marker.Drain(Quantum))
        {
            if (_pool.IsWanted)
            {
                marker.GiveTo(ref _pool);
            }
        }
    }

    private void InviteHelpers()
    {
        if (!TryPrepareHelpers(_platform.HelperCount))
        {
            return;
        }

        _helper = _marker.Share();
        _pool.Open(_helperCount);
        _isHelped = true;
        _platform.InviteHelpers();
    }

    // What helpers found stays found; what they could not follow is known by now.
    private void DismissHelpers()
    {
        if (_isHelped)
        {
            _isHelped = false;
            _pool.Close();
            _platform.DismissHelpers();
        }
    }

    // Stacks that are as large as the owner's, if that is not much; false when there is no memory for any.
    private bool TryPrepareHelpers(int count)
    {
        nuint entries = Math.Max(Math.Min(_marker.StackEntries, _platform.TotalBytes / 1024 / HeapLayout.WordBytes), FewestHelperEntries);
        if (count <= _helperCount && entries <= _helperEntries)
        {
            return true;
        }

        if (!_platform.TryAllocatePages(HelperStackBytes(count, entries), HeapLayout.PageBytes, out nuint stacks))
        {
            return count <= _helperCount;
        }

        if (_helperStacks != 0)
        {
            _platform.FreePages(_helperStacks, HelperStackBytes(_helperCount, _helperEntries));
        }

        _helperStacks = stacks;
        _helperEntries = entries;
        _helperCount = count;
        return true;
    }

    private static nuint HelperStackBytes(int count, nuint entries) => RoundToPages((nuint)count * entries * HeapLayout.WordBytes);

    // Doubles the stack where there is memory; where there is none, overflowing again costs time and nothing else.
    private void GrowMarkStack()
    {
        nuint entries = _marker.StackEntries * 2;
        nuint bytes = entries * HeapLayout.WordBytes;
        if (!_platform.TryAllocatePages(bytes, HeapLayout.PageBytes, out nuint stack))
        {
            return;
        }

        if (_grownStack != 0)
        {
            _platform.FreePages(_grownStack, bytes / 2);
        }

        _grownStack = stack;

        // SAFETY: the platform has just handed the memory out; it is given back when the next one is taken.
        unsafe
        {
            _marker.SetStack(stack, entries);
        }
    }
}
