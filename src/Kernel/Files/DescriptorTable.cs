using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <summary>Which open file description each descriptor, a small number, refers to.</summary>
internal struct DescriptorTable
{
    /// <summary>How many descriptors there can be.</summary>
    public const int Capacity = 1 << 16;

    private const int WordsPerPage = Page.Bytes / sizeof(ulong);

    private PageTree _words;

    // Every descriptor below is in use.
    private int _lowestFree;

    /// <summary>Finds the description of a descriptor; <see langword="false"/> if it is not open.</summary>
    public readonly bool TryGet(in PageStore store, int descriptor, out Handle<OpenFile> file)
    {
        file = default;
        if ((uint)descriptor >= Capacity || !_words.TryFind(store, (ulong)(descriptor / WordsPerPage), out Handle<Page> page))
        {
            return false;
        }

        file = Handle<OpenFile>.FromBits(store.ReadWord(page, descriptor % WordsPerPage));
        return !file.IsNull;
    }

    /// <summary>
    /// Finds the lowest descriptor that is free, and makes room for it: <see cref="Set"/> then cannot fail. The error is
    /// <see cref="SystemError.TooManyOpen"/> or <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public SystemError Reserve(ref PageStore store, out int descriptor)
    {
        while (TryGet(store, _lowestFree, out _))
        {
            _lowestFree++;
        }

        descriptor = _lowestFree;
        if (descriptor >= Capacity)
        {
            return SystemError.TooManyOpen;
        }

        ulong index = (ulong)(descriptor / WordsPerPage);
        if (_words.TryFind(store, index, out _))
        {
            return SystemError.None;
        }

        if (!_words.TryReserve(ref store, index) || !store.TryAllocate(out Handle<Page> page))
        {
            return SystemError.OutOfMemory;
        }

        _words.Set(store, index, page);
        return SystemError.None;
    }

    /// <summary>Points a descriptor, which <see cref="Reserve"/> returned or which is open, to a description; null closes it.</summary>
    public void Set(in PageStore store, int descriptor, Handle<OpenFile> file)
    {
        _words.TryFind(store, (ulong)(descriptor / WordsPerPage), out Handle<Page> page);
        store.WriteWord(page, descriptor % WordsPerPage, file.ToBits());
        if (file.IsNull)
        {
            _lowestFree = Math.Min(_lowestFree, descriptor);
        }
    }
}
