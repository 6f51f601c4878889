using System;

using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>The part of the address space that <c>mmap</c> hands out, and who has which range of it.</summary>
internal struct MappingTable
{
    private Pool<Mapping> _mappings;
    private Handle<Mapping> _first;

    /// <summary>Takes a free range of <paramref name="bytes"/>, a page multiple; <see langword="false"/> when there is none, or no memory to note it.</summary>
    public bool TryReserve(nuint bytes, out nuint start)
    {
        start = ProgramWindow.Start;
        Handle<Mapping> before = default;
        Handle<Mapping> after = _first;
        while (!after.IsNull && _mappings[after].Start - start < bytes)
        {
            start = _mappings[after].End;
            before = after;
            after = NextOf(after);
        }

        if (bytes > ProgramWindow.End - start || !_mappings.TryAllocate(out Handle<Mapping> made))
        {
            return false;
        }

        ref Mapping mapping = ref _mappings[made];
        mapping.Start = start;
        mapping.Bytes = bytes;
        mapping.Next = after.ToBits();
        if (before.IsNull)
        {
            _first = made;
        }
        else
        {
            _mappings[before].Next = made.ToBits();
        }

        return true;
    }

    /// <summary>Whether a range lies within one mapping.</summary>
    public readonly bool Contains(nuint start, nuint bytes)
    {
        for (Handle<Mapping> current = _first; !current.IsNull; current = NextOf(current))
        {
            ref readonly Mapping mapping = ref _mappings[current];
            if (mapping.Start <= start && start < mapping.End)
            {
                return bytes <= mapping.End - start;
            }
        }

        return false;
    }

    /// <summary>Notes that a mapping shares pages of a file.</summary>
    public readonly void SetView(nuint start, FileView view)
    {
        for (Handle<Mapping> current = _first; !current.IsNull; current = NextOf(current))
        {
            if (_mappings[current].Start == start)
            {
                _mappings[current].View = view;
            }
        }
    }

    /// <summary>Gives back a mapping, which must be all of one; <see langword="false"/> if it is not.</summary>
    /// <param name="start">Its first address.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="view">The pages of a file that it shared, for the caller to hide.</param>
    public bool TryRelease(nuint start, nuint bytes, out FileView view)
    {
        view = default;
        Handle<Mapping> before = default;
        for (Handle<Mapping> current = _first; !current.IsNull; current = NextOf(current))
        {
            if (_mappings[current].Start == start && _mappings[current].Bytes == bytes)
            {
                view = _mappings[current].View;
                if (before.IsNull)
                {
                    _first = NextOf(current);
                }
                else
                {
                    _mappings[before].Next = _mappings[current].Next;
                }

                return _mappings.Free(current);
            }

            before = current;
        }

        return false;
    }

    private readonly Handle<Mapping> NextOf(Handle<Mapping> mapping) => Handle<Mapping>.FromBits(_mappings[mapping].Next);
}
