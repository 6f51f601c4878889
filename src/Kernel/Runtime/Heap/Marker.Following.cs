using System;

namespace Hermit.Runtime.Heap;

// Following the references of what waits on the mark stack.
internal partial struct Marker
{
    /// <summary>Follows references until none are left on the stack.</summary>
    public void Drain()
    {
        while (!Drain(int.MaxValue))
        {
        }
    }

    /// <summary>Follows the references of some <paramref name="entries"/> entries of the stack; true when none are left.</summary>
    public bool Drain(int entries)
    {
        while (_count > _bottom)
        {
            nuint special = Follow(ref entries);
            if (special != 0)
            {
                FollowInPieces(special);
            }
            else if (entries <= 0)
            {
                return _count == _bottom;
            }
        }

        _count = _bottom = 0;
        return true;
    }

    // Most of a collection is spent here: what is used for every reference is in registers, which takes that nothing is called. Ends when there are no
    // entries left, or the number is used up, or with an object whose references are in several runs, which it returns.
    private nuint Follow(ref int entries)
    {
        Span<nuint> stack = Stack;
        int count = _count;
        int bottom = _bottom;
        int left = entries;
        nuint low = _low;
        nuint span = _span;
        nuint special = 0;
        while (count > bottom && --left >= 0)
        {
            nuint slot;
            nuint end;
            nuint entry = stack[--count];
            if ((entry & MarkEntry.RunTag) != 0)
            {
                slot = entry - MarkEntry.RunTag;
                end = stack[--count];
            }
            else if ((entry & MarkEntry.RestTag) != 0 || !GcDescriptor.TryGetRun(entry, in ManagedObject.TypeOf(entry), out slot, out end))
            {
                special = entry;
                break;
            }

            if (end - slot > PieceBytes && stack.Length - count >= 2)
            {
                stack[count++] = end;
                end = slot + PieceBytes;
                stack[count++] = end | MarkEntry.RunTag;
            }

            for (; slot < end; slot += HeapLayout.WordBytes)
            {
                nuint address = ManagedObject.ReferenceAt(slot);
                if (address - low < span && TryMark(address))
                {
                    if ((uint)count < (uint)stack.Length)
                    {
                        stack[count++] = address;
                    }
                    else
                    {
                        Overflowed = true;
                    }
                }
            }
        }

        _count = count;
        entries = left;
        return special;
    }

    // An object whose references are in several runs, or what is left of one: of long arrays a piece at a time, so that they do not fill the stack.
    private void FollowInPieces(nuint entry)
    {
        nuint low = 0;
        if ((entry & MarkEntry.RestTag) != 0)
        {
            low = entry - MarkEntry.RestTag;
            entry = Stack[--_count];
        }

        ref readonly MethodTable type = ref ManagedObject.TypeOf(entry);
        nuint end = entry + ManagedObject.SizeOf(in type, entry);
        nuint begin = Math.Max(low, entry);
        if (end - begin > PieceBytes && _capacity - _count >= 2)
        {
            end = begin + PieceBytes;
            Push(entry);
            Push(end | MarkEntry.RestTag);
        }
        else if (low == 0)
        {
            GcDescriptor.Visit(entry, in type, ref this);
            return;
        }

        GcDescriptor.VisitWithin(entry, in type, begin, end, ref this);
    }
}
