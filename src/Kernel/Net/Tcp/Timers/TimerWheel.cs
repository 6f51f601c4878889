using System;
using System.Numerics;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// The deadlines of all connections: a hierarchical timing wheel (Varghese and Lauck, 1987). Setting and stopping one takes a few steps however many
/// there are. Four levels of 64 slots; a tick is 2²⁰ nanoseconds, so that they span five hours; what is due later is looked at again then.
/// </summary>
internal struct TimerWheel
{
    /// <summary>How many levels there are.</summary>
    public const int Levels = 4;

    /// <summary>How many slots a level has.</summary>
    public const int SlotsPerLevel = 64;

    private const int TickBits = 20;
    private const int SlotBits = 6;
    private const ulong Span = 1ul << (SlotBits * Levels);

    private TimerSlots _slots;
    private TimerLevels _occupied;

    // Everything that was due before this tick was taken out.
    private ulong _now;

    // The next tick at which a slot begins that has something in it, or an earlier one; complemented, so that the default is never.
    private ulong _notBefore;

    /// <summary>
    /// Sees to it that a connection is taken out no later than a little after its deadline. One that stands there for an earlier time stays: being asked
    /// too early costs less than moving with each segment.
    /// </summary>
    public void Schedule(ref Pool<TcpConnection> connections, Handle<TcpConnection> handle, Instant deadline)
    {
        if (deadline.Equals(Instant.Never))
        {
            return;
        }

        // Rounded up: early would be before the deadline.
        ulong due = ((ulong)Math.Max(deadline.Nanoseconds, 0) + (1ul << TickBits) - 1) >> TickBits;
        ref TimerLink link = ref connections[handle].Links.Timer;
        if (link.Slot != 0)
        {
            if (link.Due <= due)
            {
                return;
            }

            Remove(ref connections, handle);
        }

        link.Due = due;
        Insert(ref connections, handle);
    }

    /// <summary>Takes a connection out.</summary>
    public void Remove(ref Pool<TcpConnection> connections, Handle<TcpConnection> handle)
    {
        ref TimerLink link = ref connections[handle].Links.Timer;
        if (link.Slot == 0)
        {
            return;
        }

        int slot = link.Slot - 1;
        if (!link.Next.IsNull)
        {
            connections[link.Next].Links.Timer.Previous = link.Previous;
        }

        if (!link.Previous.IsNull)
        {
            connections[link.Previous].Links.Timer.Next = link.Next;
        }
        else
        {
            _slots[slot] = link.Next;
            if (link.Next.IsNull)
            {
                _occupied[slot / SlotsPerLevel] &= ~(1ul << (slot % SlotsPerLevel));
            }
        }

        link = default;
    }

    /// <summary>Takes out a connection that is due, if there is one.</summary>
    public bool TryExpire(ref Pool<TcpConnection> connections, Instant now, out Handle<TcpConnection> handle)
    {
        ulong tick = (ulong)Math.Max(now.Nanoseconds, 0) >> TickBits;
        if (tick < ~_notBefore)
        {
            handle = default;
            return false;
        }

        while (true)
        {
            handle = _slots[(int)(_now % SlotsPerLevel)];
            if (!handle.IsNull && _now <= tick)
            {
                Remove(ref connections, handle);
                return true;
            }

            ulong next = NextTick();
            if (next > tick)
            {
                // The slots that are passed over are empty, those of the higher levels included.
                _now = Math.Max(_now, tick);
                _notBefore = ~next;
                return false;
            }

            _now = next;
            Cascade(ref connections);
        }
    }

    /// <summary>When something may be due; <see cref="Instant.Never"/> if there is nothing.</summary>
    public readonly Instant NextDeadline => _notBefore == 0 ? Instant.Never : Instant.FromNanoseconds((long)(~_notBefore << TickBits));

    private void Insert(ref Pool<TcpConnection> connections, Handle<TcpConnection> handle)
    {
        ref TimerLink link = ref connections[handle].Links.Timer;
        ulong due = Math.Clamp(link.Due, _now, _now + Span - SlotsPerLevel);
        ulong distance = due - _now;
        int level = distance < SlotsPerLevel ? 0 : BitOperations.Log2(distance) / SlotBits;
        int slot = (int)((due >> (SlotBits * level)) % SlotsPerLevel);
        int index = (level * SlotsPerLevel) + slot;
        link.Slot = (ushort)(index + 1);
        link.Previous = default;
        link.Next = _slots[index];
        if (!link.Next.IsNull)
        {
            connections[link.Next].Links.Timer.Previous = handle;
        }

        _slots[index] = handle;
        _occupied[level] |= 1ul << slot;
        _notBefore = Math.Max(_notBefore, ~(due >> (SlotBits * level) << (SlotBits * level)));
    }

    // Deals the slots of the higher levels that begin now to the lower ones.
    private void Cascade(ref Pool<TcpConnection> connections)
    {
        for (int level = Levels - 1; level > 0; level--)
        {
            int shift = SlotBits * level;
            if ((_now & ((1ul << shift) - 1)) != 0)
            {
                continue;
            }

            int index = (level * SlotsPerLevel) + (int)((_now >> shift) % SlotsPerLevel);
            Handle<TcpConnection> current = _slots[index];
            _slots[index] = default;
            _occupied[level] &= ~(1ul << (index % SlotsPerLevel));
            while (!current.IsNull)
            {
                Handle<TcpConnection> next = connections[current].Links.Timer.Next;
                Insert(ref connections, current);
                current = next;
            }
        }
    }

    // The next tick at which a slot begins that has something in it.
    private readonly ulong NextTick()
    {
        ulong earliest = ulong.MaxValue;
        for (int level = 0; level < Levels; level++)
        {
            ulong occupied = _occupied[level];
            if (occupied == 0)
            {
                continue;
            }

            // On the lowest level the slot of the current tick is due; on the others it was dealt out when it began, and is a whole turn ahead.
            int shift = SlotBits * level;
            ulong position = _now >> shift;
            int from = (int)((position + (level == 0 ? 0u : 1u)) % SlotsPerLevel);
            int distance = BitOperations.TrailingZeroCount(BitOperations.RotateRight(occupied, from));
            ulong tick = (position + (level == 0 ? 0u : 1u) + (ulong)distance) << shift;
            earliest = Math.Min(earliest, tick);
        }

        return earliest;
    }
}
