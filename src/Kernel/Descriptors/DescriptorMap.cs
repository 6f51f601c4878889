using System;
using System.Numerics;
using System.Runtime.CompilerServices;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Descriptors;

/// <summary>Which object each descriptor, a small number, names. The lowest free one is found in a fixed number of steps.</summary>
internal struct DescriptorMap
{
    /// <summary>How many descriptors there can be.</summary>
    public const int Capacity = 1 << 16;

    private const int WordsPerPage = Page.Bytes / sizeof(ulong);
    private const int Bits = 64;

    private PageList _pages;

    // A bit for each descriptor in use; and above it one for each word of those that is full.
    private UsedBits _used;
    private FullBits _full;

    /// <summary>The object of a descriptor; null if it is not open.</summary>
    public readonly Handle<OpenObject> Find(in PageStore store, int descriptor)
    {
        return (uint)descriptor < Capacity && (_used[descriptor / Bits] >> (descriptor % Bits) & 1) != 0
            ? Handle<OpenObject>.FromBits(store.ReadWord(_pages[descriptor / WordsPerPage], descriptor % WordsPerPage))
            : default;
    }

    /// <summary>Makes the lowest free descriptor name an object. Errors: <see cref="SystemError.TooManyOpen"/>, <see cref="SystemError.OutOfMemory"/>.</summary>
    public SystemError Add(ref PageStore store, Handle<OpenObject> target, out int descriptor)
    {
        descriptor = LowestFree();
        if (descriptor == Capacity)
        {
            descriptor = -1;
            return SystemError.TooManyOpen;
        }

        ref Handle<Page> page = ref _pages[descriptor / WordsPerPage];
        if (page.IsNull && !store.TryAllocate(out page))
        {
            descriptor = -1;
            return SystemError.OutOfMemory;
        }

        store.WriteWord(page, descriptor % WordsPerPage, target.ToBits());
        int word = descriptor / Bits;
        _used[word] |= 1ul << (descriptor % Bits);
        if (_used[word] == ulong.MaxValue)
        {
            _full[word / Bits] |= 1ul << (word % Bits);
        }

        return SystemError.None;
    }

    /// <summary>Frees a descriptor that is open.</summary>
    public void Remove(int descriptor)
    {
        int word = descriptor / Bits;
        _used[word] &= ~(1ul << (descriptor % Bits));
        _full[word / Bits] &= ~(1ul << (word % Bits));
    }

    private readonly int LowestFree()
    {
        for (int i = 0; i < FullBits.Length; i++)
        {
            if (_full[i] != ulong.MaxValue)
            {
                int word = (i * Bits) + BitOperations.TrailingZeroCount(~_full[i]);
                return (word * Bits) + BitOperations.TrailingZeroCount(~_used[word]);
            }
        }

        return Capacity;
    }

    [InlineArray(Capacity / WordsPerPage)]
    private struct PageList
    {
        private Handle<Page> _first;
    }

    [InlineArray(Capacity / Bits)]
    private struct UsedBits
    {
        private ulong _first;
    }

    [InlineArray(Length)]
    private struct FullBits
    {
        public const int Length = Capacity / Bits / Bits;

        private ulong _first;
    }
}
