using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Hermit.Unwinding;

namespace Hermit.Runtime.Heap;

/// <summary>
/// Finds what is reachable. An object is marked when it is first seen; those that hold references wait on an explicit stack until
/// their references are followed. When the stack is full an object is marked but not put on it, and <see cref="Overflowed"/> says
/// that marked objects have to be searched for references that were not followed. Each CPU that takes part has a marker of its own.
/// </summary>
/// <remarks>Used while the world is stopped, by the holder of the heap lock and those who help it; the page map does not change meanwhile.</remarks>
internal partial struct Marker : IReferenceVisitor, IRootVisitor
{
    // Longer runs of references are followed in pieces, so that a wide array does not fill the stack.
    private const nuint PieceBytes = 512 * HeapLayout.WordBytes;

    // Much of what is given is what others have to give then.
    private const int MostGiven = 64;

    // What tells the generations of large objects apart.
    private const uint MostSurvivals = 2;

    private PageMap _map;
    private nuint _low;
    private nuint _span;
    private nuint _marks;
    private nuint _starts;
    private uint _epoch;
    private nuint _stack;
    private int _capacity;
    private int _count;

    // What lies below was given away.
    private int _bottom;
    private bool _isShared;

    /// <summary>Whether an object was marked whose references were not followed.</summary>
    public bool Overflowed { get; set; }

    /// <summary>Entries of the mark stack.</summary>
    public readonly nuint StackEntries => (nuint)_capacity;

    private readonly Span<nuint> Stack
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: SetStack was given so many words.
            unsafe
            {
                return new Span<nuint>((void*)_stack, _capacity);
            }
        }
    }

    /// <summary>Gives the marker the memory of its stack, <paramref name="entries"/> words; what is on the old one must be done.</summary>
    /// <remarks>Safety: the memory is the caller's, and the marker's until it gets another stack.</remarks>
    [RequiresUnsafe]
    public void SetStack(nuint stack, nuint entries)
    {
        _stack = stack;
        _capacity = (int)entries;
        _count = _bottom = 0;
    }

    /// <summary>
    /// Another marker of the same collection, which works beside this one, without a stack. From now on each looks whether an object has just been
    /// marked by another.
    /// </summary>
    public Marker Share()
    {
        _isShared = true;
        Marker other = this;
        other._stack = 0;
        other._capacity = other._count = other._bottom = 0;
        other.Overflowed = false;
        return other;
    }

    /// <summary>
    /// Begins a collection: objects found get their bit in the bitmap at <paramref name="marksOffset"/>, or
    /// <paramref name="epoch"/> if large; the bitmap at <paramref name="startsOffset"/>, which may be the same, has the survivors of the last one.
    /// </summary>
    public void Begin(in PageMap map, nuint marksOffset, nuint startsOffset, uint epoch)
    {
        _map = map;
        _low = map.Low;
        _span = map.Span;
        _marks = marksOffset;
        _starts = startsOffset;
        _epoch = epoch;
        _count = _bottom = 0;
        _isShared = false;
        Overflowed = false;
    }

    /// <summary>Whether the object at <paramref name="address"/> was found, or is none of the heap's.</summary>
    public readonly bool IsMarked(nuint address)
    {
        byte kind = _map.KindOf(address);

        // SAFETY: the page map says what the page is.
        unsafe
        {
            return kind switch
            {
                PageKind.Block => HeapBlock.Containing(address).HasBit(address, _marks),
                PageKind.LargeStart => LargeObject.At(address).Epoch == _epoch,
                _ => true,
            };
        }
    }

    /// <summary>Marks the object at <paramref name="address"/>; null and objects outside the heap are left alone.</summary>
    public void Mark(nuint address)
    {
        if (address - _low < _span && TryMark(address))
        {
            Push(address);
        }
    }

    /// <summary>Marks the object that <paramref name="word"/> points into, if it does: the word may be anything.</summary>
    public void MarkConservatively(nuint word)
    {
        if (word - _low >= _span)
        {
            return;
        }

        byte kind = _map.KindInWindow(word);
        if (kind == PageKind.None)
        {
            return;
        }

        if (kind == PageKind.Block)
        {
            nuint address;

            // SAFETY: the page map says what the page is.
            unsafe
            {
                address = HeapBlock.Containing(word).FindObject(word, _starts);
            }

            if (address != 0 && TryMarkInBlock(address))
            {
                Push(address);
            }

            return;
        }

        nuint large = _map.LargeStartOf(word, kind) + HeapLayout.LargeObjectOffset;
        if (word - (large - HeapLayout.HeaderBytes) < ManagedObject.SizeOf(large) && TryMarkLarge(large))
        {
            Push(large);
        }
    }

    /// <inheritdoc/>
    public void Visit(ulong word) => MarkConservatively((nuint)word);

    /// <inheritdoc/>
    public void Visit(ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            MarkConservatively((nuint)word);
        }
    }

    /// <summary>Marks what the frozen objects from <paramref name="start"/> to <paramref name="end"/> refer to; they lie one after the other.</summary>
    public void MarkFromFrozen(nuint start, nuint end)
    {
        nuint address = start + HeapLayout.HeaderBytes;
        while (address < end && ManagedObject.HasType(address))
        {
            ref readonly MethodTable type = ref ManagedObject.TypeOf(address);
            if (type.ContainsPointers)
            {
                GcDescriptor.Visit(address, in type, ref this);
                if (_count > _capacity / 2)
                {
                    // Else what is marked first is left to whoever follows it with others' help.
                    Drain();
                }
            }

            nuint size = ManagedObject.SizeOf(in type, address);
            address += size < HeapLayout.SmallestObject ? HeapLayout.SmallestObject : size;
        }
    }

    /// <summary>Marks what survivors in <paramref name="block"/> refer to where its <paramref name="cards"/> are set, and clears those.</summary>
    public void MarkFromCards(HeapBlock block, Span<ulong> cards)
    {
        // Most cards of a block that was handed out since the last collection are set, and no survivor is near them.
        for (int index = 0; index < cards.Length; index++)
        {
            if (cards[index] != 0 && !block.HasSurvivors(index))
            {
                cards[index] = 0;
            }
        }

        for (int card = CardTable.TakeSet(cards, 0); card >= 0; card = CardTable.TakeSet(cards, card + 1))
        {
            nuint low = block.Address + ((nuint)card * CardTable.CardBytes);
            MarkFromCard(block, low, low + CardTable.CardBytes);
        }
    }

    /// <summary>The same of a large object; of one that is no survivor nothing, since all that it refers to is marked when it is found.</summary>
    public void MarkFromCards(LargeObject run, Span<ulong> cards)
    {
        for (int card = CardTable.TakeSet(cards, 0); card >= 0; card = CardTable.TakeSet(cards, card + 1))
        {
            if (run.Epoch == _epoch)
            {
                nuint low = run.RunAddress + ((nuint)card * CardTable.CardBytes);
                MarkWithin(run.Address, low, low + CardTable.CardBytes);
            }
        }
    }

    /// <summary>Gives some of the oldest half of the entries, which most hangs on, to <paramref name="pool"/>.</summary>
    public void GiveTo(ref MarkPool pool)
    {
        ReadOnlySpan<nuint> entries = Stack.Slice(_bottom, _count - _bottom);
        int half = MarkEntry.Whole(entries, Math.Min(entries.Length / 2, MostGiven));
        if (half > 0)
        {
            _bottom += pool.Give(entries.Slice(0, half));
        }
    }

    /// <summary>Takes entries from <paramref name="pool"/>, for which it waits; false when the pool was closed. The stack is empty.</summary>
    public bool TryTakeFrom(ref MarkPool pool)
    {
        _bottom = 0;
        _count = pool.Take(Stack, Overflowed);
        return _count > 0;
    }

    /// <summary>The same for the pool's owner; false when no marker has anything left.</summary>
    public bool TryFinish(ref MarkPool pool)
    {
        _bottom = 0;
        _count = pool.TakeOrFinish(Stack, out bool overflowed);
        Overflowed |= overflowed;
        return _count > 0;
    }

    /// <summary>Starts over after an overflow: the references of every marked object of <paramref name="blocks"/> and <paramref name="large"/> are followed.</summary>
    public void Recover(in BlockSpace blocks, in LargeObjectSpace large)
    {
        Overflowed = false;
        for (HeapBlock block = blocks.First; !block.IsNull; block = block.Next)
        {
            nuint address = block.NextObject(block.Address, _marks);
            while (address != 0)
            {
                Revisit(address);
                address = block.NextObject(address + HeapLayout.WordBytes, _marks);
            }
        }

        for (LargeObject run = large.First; !run.IsNull; run = run.Next)
        {
            if (run.Epoch == _epoch)
            {
                Revisit(run.Address);
            }
        }
    }

    /// <inheritdoc/>
    public void VisitRun(nuint slot, nuint end)
    {
        if (end - slot > PieceBytes && _capacity - _count >= 2)
        {
            // The rest waits below what this piece puts on the stack, so the stack grows with depth and not with width.
            Push(end);
            end = slot + PieceBytes;
            Push(end | MarkEntry.RunTag);
        }

        for (; slot < end; slot += HeapLayout.WordBytes)
        {
            Mark(ManagedObject.ReferenceAt(slot));
        }
    }

    // An object that reaches into the card is a survivor, and so is every line that it is in. What is marked further on may be young objects
    // that were found meanwhile; visiting them twice does no harm.
    private void MarkFromCard(HeapBlock block, nuint low, nuint high)
    {
        nuint address = (block.StateOf(HeapBlock.LineOf(low)) & LineState.Live) != 0 ? block.FindObject(low, _marks) : 0;
        if (address == 0)
        {
            address = block.NextObject(low, _marks);
        }

        while (address != 0 && address < high)
        {
            MarkWithin(address, low, high);
            address = block.NextObject(address + HeapLayout.WordBytes, _marks);
        }
    }

    private void MarkWithin(nuint address, nuint low, nuint high)
    {
        ref readonly MethodTable type = ref ManagedObject.TypeOf(address);
        if (type.ContainsPointers)
        {
            GcDescriptor.VisitWithin(address, in type, low, high, ref this);
        }
    }

    private void Revisit(nuint address)
    {
        ref readonly MethodTable type = ref ManagedObject.TypeOf(address);
        if (type.ContainsPointers)
        {
            GcDescriptor.Visit(address, in type, ref this);
            Drain();
        }
    }

    // The address is of the heap's window. Whether it is that of an object that was not marked before and holds references.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryMark(nuint address)
    {
        byte kind = _map.KindInWindow(address);
        return kind == PageKind.Block ? TryMarkInBlock(address) : kind == PageKind.LargeStart && TryMarkLarge(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryMarkInBlock(nuint address)
    {
        HeapBlock block;

        // SAFETY: the page map said what the page is.
        unsafe
        {
            block = HeapBlock.Containing(address);
        }

        if (!block.TrySetBit(address, _marks, _isShared))
        {
            return false;
        }

        MethodTable type = ManagedObject.TypeOf(address);
        nuint begin = address - HeapLayout.HeaderBytes;
        nuint last = begin + ManagedObject.SizeOf(in type, address) - 1;
        if (((begin ^ last) >> HeapLayout.LineShift) != 0)
        {
            block.MarkLines(begin, last);
        }

        return type.ContainsPointers;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryMarkLarge(nuint address)
    {
        LargeObject run;

        // SAFETY: the page map said what the page is.
        unsafe
        {
            run = LargeObject.At(address);
        }

        uint seen = run.Epoch;
        if (seen == _epoch || (_isShared && Interlocked.CompareExchange(ref run.Epoch, _epoch, seen) != seen))
        {
            return false;
        }

        run.Epoch = _epoch;
        run.Survivals += run.Survivals < MostSurvivals ? 1u : 0;
        return ManagedObject.TypeOf(address).ContainsPointers;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(nuint entry)
    {
        Span<nuint> stack = Stack;
        int count = _count;
        if ((uint)count >= (uint)stack.Length)
        {
            Overflowed = true;
            return;
        }

        stack[count] = entry;
        _count = count + 1;
    }
}
