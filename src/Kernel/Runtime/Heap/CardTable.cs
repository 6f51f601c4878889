using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// One byte for each 512 bytes of memory, a card, that is not 0 where a reference may have been stored since the last collection. The write barriers
/// (x64/WriteBarriers.S) set it after the store, without a lock and without asking whether it is set; a collection clears it, while the world is stopped.
/// What the cards of memory that holds no objects are does not matter.
/// </summary>
/// <remarks>The table covers every address that the platform hands out, and below.</remarks>
internal struct CardTable
{
    /// <summary>log2 of the bytes that a card stands for.</summary>
    public const int CardShift = 9;

    /// <summary>The bytes that a card stands for.</summary>
    public const nuint CardBytes = 1 << CardShift;

    /// <summary>Words of cards, eight to a word, that stand for a block.</summary>
    public const int WordsPerBlock = HeapLayout.BlockBytes / HeapLayout.PageBytes;

    private const byte Dirty = 1;
    private const ulong CardMask = 0xFF;
    private const int BitsPerCard = 8;
    private const int CardsPerWord = sizeof(ulong);
    private const int WordShift = CardShift + 3;

    private nuint _table;
    private int _tableBytes;
    private nuint _floor;
    private nuint _ceiling;

    /// <summary>Where the card of address 0 would be: what the write barriers add an address's card number to.</summary>
    public readonly nuint Origin => unchecked(_table - (_floor >> CardShift));

    /// <summary>Addresses from here on have no cards.</summary>
    public readonly nuint End => _ceiling;

    private readonly Span<ulong> Words
    {
        get
        {
            // SAFETY: Initialize was given so many bytes, aligned.
            unsafe
            {
                return new Span<ulong>((void*)_table, _tableBytes / CardsPerWord);
            }
        }
    }

    /// <summary>Bytes of table that cover the addresses from <paramref name="floor"/> to <paramref name="ceiling"/>: whole words.</summary>
    public static nuint TableBytes(nuint floor, nuint ceiling) =>
        (((ceiling - (floor & ~(nuint)(HeapLayout.PageBytes - 1))) >> WordShift) + 1) * CardsPerWord;

    /// <summary>Starts with cards for the addresses from <paramref name="floor"/> to <paramref name="ceiling"/> in <paramref name="table"/>, of any content.</summary>
    /// <remarks>Safety: the table is aligned, has as many bytes as <see cref="TableBytes"/> says, and is the cards' for good.</remarks>
    [RequiresUnsafe]
    public void Initialize(nuint table, nuint floor, nuint ceiling)
    {
        _table = table;
        _tableBytes = (int)TableBytes(floor, ceiling);
        _floor = floor & ~(nuint)(HeapLayout.PageBytes - 1);
        _ceiling = ceiling;
    }

    /// <summary>The cards of whole pages, eight to a word: one word a page.</summary>
    public readonly Span<ulong> Of(nuint address, nuint bytes) =>
        Words.Slice((int)((address - _floor) >> WordShift), (int)(bytes >> WordShift));

    /// <summary>The first of <paramref name="cards"/> from number <paramref name="from"/> on that is set, which it clears; -1 when there is none.</summary>
    public static int TakeSet(Span<ulong> cards, int from)
    {
        ulong mask = ulong.MaxValue << (from % CardsPerWord * BitsPerCard);
        for (int index = from / CardsPerWord; index < cards.Length; index++)
        {
            ulong word = cards[index] & mask;
            if (word != 0)
            {
                int card = BitOperations.TrailingZeroCount(word) / BitsPerCard;
                cards[index] &= ~(CardMask << (card * BitsPerCard));
                return (index * CardsPerWord) + card;
            }

            mask = ulong.MaxValue;
        }

        return -1;
    }

    /// <summary>Says that references were stored in <paramref name="bytes"/> from <paramref name="address"/> on, wherever that is.</summary>
    public readonly void Set(nuint address, nuint bytes)
    {
        if (address < _floor || address >= _ceiling || bytes == 0)
        {
            return;
        }

        int first = (int)((address - _floor) >> CardShift);
        int last = (int)((address + bytes - 1 - _floor) >> CardShift);

        // SAFETY: a word is eight cards, each a byte that others set, too.
        unsafe
        {
            MemoryMarshal.AsBytes(Words).Slice(first, last - first + 1).Fill(Dirty);
        }
    }
}
