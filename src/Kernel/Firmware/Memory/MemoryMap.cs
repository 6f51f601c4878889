using System;
using System.Runtime.CompilerServices;

namespace Hermit.Firmware;

/// <summary>The usable RAM as the firmware reports it: whole pages, in the order of their addresses, without overlaps.</summary>
public struct MemoryMap
{
    /// <summary>How many ranges can be held; more than any firmware reports.</summary>
    public const int Capacity = 64;

    /// <summary>Memory from here on is not used: the kernel's own windows are above.</summary>
    public const ulong AddressLimit = 1ul << 46;

    private Ranges _ranges;
    private int _count;

    /// <summary>The number of ranges.</summary>
    public readonly int Count => _count;

    /// <summary>A range.</summary>
    public readonly MemoryRange this[int index]
    {
        get
        {
            Panic.Unless((uint)index < (uint)_count, "memory range out of bounds");
            return _ranges[index];
        }
    }

    /// <summary>All RAM, in bytes.</summary>
    public readonly nuint TotalBytes
    {
        get
        {
            nuint total = 0;
            for (int i = 0; i < _count; i++)
            {
                total += _ranges[i].Length;
            }

            return total;
        }
    }

    /// <summary>The address after the last byte of RAM.</summary>
    public readonly nuint End => _count == 0 ? 0 : _ranges[_count - 1].End;

    /// <summary>Adds RAM, cut to whole pages. What overlaps an earlier range, does not fit, or lies above <see cref="AddressLimit"/> is left unused.</summary>
    public void Add(ulong start, ulong length)
    {
        const ulong pageMask = 4095;
        ulong end = start + length;
        if (end < start || start >= AddressLimit)
        {
            return;
        }

        end = Math.Min(end, AddressLimit);
        start = (start + pageMask) & ~pageMask;
        end &= ~pageMask;
        if (start >= end || _count == Capacity)
        {
            return;
        }

        int index = _count;
        while (index > 0 && _ranges[index - 1].Start > start)
        {
            index--;
        }

        bool overlapsBefore = index > 0 && _ranges[index - 1].End > start;
        bool overlapsAfter = index < _count && _ranges[index].Start < end;
        if (overlapsBefore || overlapsAfter)
        {
            return;
        }

        for (int i = _count; i > index; i--)
        {
            _ranges[i] = _ranges[i - 1];
        }

        _ranges[index] = new MemoryRange((nuint)start, (nuint)(end - start));
        _count++;
    }

    /// <summary>Leaves RAM unused, in whole pages: what of each range is before <paramref name="start"/> and behind the end stays.</summary>
    public void Remove(ulong start, ulong length)
    {
        ulong end = start + Math.Min(length, ulong.MaxValue - start);
        MemoryMap rest = default;
        for (int i = 0; i < _count; i++)
        {
            MemoryRange range = _ranges[i];
            rest.Add(range.Start, Math.Min(range.End, Math.Max(start, range.Start)) - range.Start);
            ulong behind = Math.Max(range.Start, Math.Min(end, range.End));
            rest.Add(behind, range.End - behind);
        }

        this = rest;
    }

    [InlineArray(Capacity)]
    private struct Ranges
    {
        private MemoryRange _first;
    }
}
