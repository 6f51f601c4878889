using Hermit.Memory;

namespace Hermit.Files;

/// <summary>
/// A sparse sequence of pages: a radix tree whose nodes are pages of 512 handles. Growing never moves a page, and a page that was never made costs
/// nothing. The default value is empty.
/// </summary>
internal struct PageTree
{
    /// <summary>How many pages a tree can have.</summary>
    public const ulong Capacity = 1ul << (WordBits * MaximumHeight);

    private const int WordBits = 9;
    private const int WordMask = (1 << WordBits) - 1;
    private const int MaximumHeight = 4;

    private Handle<Page> _root;

    // The number of node levels above the pages: at 0 the root is page 0 itself.
    private int _height;

    /// <summary>Finds a page; <see langword="false"/> if it was never made.</summary>
    public readonly bool TryFind(in PageStore store, ulong index, out Handle<Page> page)
    {
        page = default;
        if (_root.IsNull || index >> (WordBits * _height) != 0)
        {
            return false;
        }

        page = _root;
        for (int level = _height; level > 0 && !page.IsNull; level--)
        {
            page = Child(store, page, index, level);
        }

        return !page.IsNull;
    }

    /// <summary>
    /// Makes room for a page that is not there: the nodes above it. <see langword="false"/> when memory has run out; what was made until then stays,
    /// and is used or freed later.
    /// </summary>
    /// <remarks>After <see langword="true"/>, <see cref="Set"/> cannot fail.</remarks>
    public bool TryReserve(ref PageStore store, ulong index)
    {
        while (index >> (WordBits * _height) != 0)
        {
            if (!TryRaise(ref store))
            {
                return false;
            }
        }

        if (_height == 0)
        {
            return true;
        }

        if (_root.IsNull && !store.TryAllocate(out _root))
        {
            return false;
        }

        Handle<Page> node = _root;
        for (int level = _height; level > 1; level--)
        {
            Handle<Page> child = Child(store, node, index, level);
            if (child.IsNull)
            {
                if (!store.TryAllocate(out child))
                {
                    return false;
                }

                store.WriteWord(node, Slot(index, level), child.ToBits());
            }

            node = child;
        }

        return true;
    }

    /// <summary>Puts a page at a place that <see cref="TryReserve"/> made room for.</summary>
    public void Set(in PageStore store, ulong index, Handle<Page> page)
    {
        if (_height == 0)
        {
            _root = page;
            return;
        }

        Handle<Page> node = _root;
        for (int level = _height; level > 1; level--)
        {
            node = Child(store, node, index, level);
        }

        store.WriteWord(node, Slot(index, 1), page.ToBits());
    }

    /// <summary>Frees every page from <paramref name="first"/> on, and the nodes that are empty then. Returns how many pages of content were freed.</summary>
    public ulong Truncate(ref PageStore store, ulong first)
    {
        ulong freed = 0;
        if (!_root.IsNull && TryFree(ref store, _root, _height, first, ref freed))
        {
            _root = default;
            _height = 0;
        }

        return freed;
    }

    private static int Slot(ulong index, int level) => (int)(index >> (WordBits * (level - 1))) & WordMask;

    private static Handle<Page> Child(in PageStore store, Handle<Page> node, ulong index, int level) =>
        Handle<Page>.FromBits(store.ReadWord(node, Slot(index, level)));

    // Frees what is at or past `first` below the node, and the node itself if nothing is left; returns whether it did. At most MaximumHeight deep.
    private static bool TryFree(ref PageStore store, Handle<Page> node, int level, ulong first, ref ulong freed)
    {
        if (level == 0)
        {
            if (first != 0)
            {
                return false;
            }

            freed++;
            return store.Free(node);
        }

        bool empty = true;
        int shift = WordBits * (level - 1);
        for (int slot = 0; slot <= WordMask; slot++)
        {
            Handle<Page> child = Handle<Page>.FromBits(store.ReadWord(node, slot));
            if (child.IsNull)
            {
                continue;
            }

            ulong start = (ulong)slot << shift;
            ulong firstBelow = first <= start ? 0 : first - start;
            if (firstBelow >> shift == 0 && TryFree(ref store, child, level - 1, firstBelow, ref freed))
            {
                store.WriteWord(node, slot, 0);
            }
            else
            {
                empty = false;
            }
        }

        return empty && store.Free(node);
    }

    private bool TryRaise(ref PageStore store)
    {
        if (_height == MaximumHeight)
        {
            return false;
        }

        if (!_root.IsNull)
        {
            if (!store.TryAllocate(out Handle<Page> node))
            {
                return false;
            }

            store.WriteWord(node, 0, _root.ToBits());
            _root = node;
        }

        _height++;
        return true;
    }
}
