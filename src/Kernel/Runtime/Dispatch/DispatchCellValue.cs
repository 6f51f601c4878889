using Hermit.Sync;

namespace Hermit.Runtime.Dispatch;

/// <summary>
/// The second word of a dispatch cell, as it was at one moment: a tagged interface, a table offset below 4096, or the address of a cache.
/// A cell changes under its readers, so each reads the word once and decides by what it got.
/// </summary>
internal readonly struct DispatchCellValue
{
    private const nuint TagMask = 3;
    private const nuint InterfacePointerTag = 1;
    private const nuint IndirectRelativePointerTag = 2;
    private const nuint FirstPointer = 0x1000;

    private readonly nuint _word;

    /// <summary>Interprets <paramref name="word"/>.</summary>
    public DispatchCellValue(nuint word) => _word = word;

    /// <summary>The address of the cache; 0 when there was none.</summary>
    public nuint Cache => (_word & TagMask) == 0 && _word >= FirstPointer ? _word : 0;

    /// <summary>Whether the cell dispatches by an offset in the virtual method table.</summary>
    public bool IsTableOffset => (_word & TagMask) == 0 && _word < FirstPointer;

    /// <summary>The offset, where <see cref="IsTableOffset"/>.</summary>
    public uint TableOffset => (uint)_word;

    /// <summary>Whether <see cref="GetInterface"/> gives the address of a pointer to the interface.</summary>
    public bool IsIndirect => (_word & TagMask) == IndirectRelativePointerTag;

    /// <summary>Reads the word of a cell.</summary>
    public static DispatchCellValue Read(ref AtomicNuint word) => new(word.Load(MemoryOrder.Acquire));

    /// <summary>The word of a cell for an interface at a known address.</summary>
    public static nuint ForInterface(nuint interfaceType) => interfaceType | InterfacePointerTag;

    /// <summary>
    /// The address of the interface that the cell dispatches to, where it has no cache and no offset: the word itself, or as a distance of
    /// 32 bits from where the word stands.
    /// </summary>
    public nuint GetInterface(nuint wordAddress) => (_word & TagMask) == InterfacePointerTag
        ? _word & ~TagMask
        : (wordAddress + (nuint)(nint)(int)_word) & ~TagMask;
}
