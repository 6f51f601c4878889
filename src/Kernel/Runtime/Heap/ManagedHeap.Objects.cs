using System;
using Hermit.Runtime.Handles;

namespace Hermit.Runtime.Heap;

/// <remarks>Addresses and handles are those that the heap handed out.</remarks>
internal sealed partial class ManagedHeap<TPlatform>
{
    /// <summary>Takes a handle of <paramref name="type"/> for <paramref name="target"/>, and for <paramref name="secondary"/> if dependent. 0 when there is no memory.</summary>
    public nuint AllocateHandle(HandleType type, nuint target, nuint secondary)
    {
        _platform.EnterLock();
        nuint handle = 0;
        ref HandleList list = ref _handles[type];
        if (!list.IsFull || TryGrow(ref list, type))
        {
            handle = list.Take(out Span<nuint> words);
            words[0] = target;
            if (type == HandleType.Dependent)
            {
                words[1] = secondary;
            }
        }

        _platform.ExitLock();
        return handle;
    }

    /// <summary>Says that references were stored in <paramref name="bytes"/> from <paramref name="address"/> on, wherever that is. Takes no lock.</summary>
    public void SetCards(nuint address, nuint bytes) => _cards.Set(address, bytes);

    /// <summary>Frees <paramref name="handle"/>.</summary>
    public void FreeHandle(nuint handle)
    {
        _platform.EnterLock();

        // SAFETY: the class library frees a handle once.
        unsafe
        {
            _handles.Free(handle);
        }

        _platform.ExitLock();
    }

    /// <summary>Says that the finalizer of the object at <paramref name="address"/> is not to run.</summary>
    public void SuppressFinalization(nuint address) => ManagedObject.SetFinalizerSuppressed(address, true);

    /// <summary>Says that the finalizer of the object at <paramref name="address"/> is to run after all, or again. False when there is no memory.</summary>
    public bool RegisterForFinalization(nuint address)
    {
        _platform.EnterLock();
        bool registered = true;
        if (ManagedObject.IsFinalizerSuppressed(address))
        {
            ManagedObject.SetFinalizerSuppressed(address, false);
        }
        else
        {
            registered = TryPrepareFinalization(AllocationFlags.Finalize);
            if (registered)
            {
                _finalization.Add(address);
            }
        }

        _platform.ExitLock();
        return registered;
    }

    /// <summary>Takes the next object whose finalizer is to run, or returns 0.</summary>
    public nuint TakeFinalizable()
    {
        _platform.EnterLock();
        nuint address = _finalization.TakeReady();
        while (address != 0 && ManagedObject.IsFinalizerSuppressed(address))
        {
            ManagedObject.SetFinalizerSuppressed(address, false);
            address = _finalization.TakeReady();
        }

        _platform.ExitLock();
        return address;
    }

    /// <summary>Registers the frozen objects from <paramref name="start"/>, the first one's header word, to <paramref name="end"/>. 0 when there are too many segments.</summary>
    public nuint AddFrozenSegment(nuint start, nuint end)
    {
        _platform.EnterLock();
        nuint segment = _frozen.Add(start, end);
        _platform.ExitLock();
        return segment;
    }

    /// <summary>Says that the objects of <paramref name="segment"/> now end at <paramref name="end"/>.</summary>
    public void UpdateFrozenSegment(nuint segment, nuint end)
    {
        _platform.EnterLock();
        _frozen.Update(segment, end);
        _platform.ExitLock();
    }

    /// <summary>Forgets <paramref name="segment"/>.</summary>
    public void RemoveFrozenSegment(nuint segment)
    {
        _platform.EnterLock();
        _frozen.Remove(segment);
        _platform.ExitLock();
    }

    private bool TryGrow(ref HandleList list, HandleType type)
    {
        if (!TryTakeZeroedPage(out nuint page))
        {
            return false;
        }

        // SAFETY: the page has just been taken, and is not given back.
        unsafe
        {
            list.Grow(page, type);
        }

        return true;
    }
}
