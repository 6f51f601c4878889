using System;
using System.Runtime.CompilerServices;

namespace Hermit.Firmware;

/// <summary>A walk over the nodes of a device tree, each before those within it, which knows the way back to the root.</summary>
public ref struct DeviceTreeWalk
{
    /// <summary>How deep nodes may be within each other.</summary>
    public const int MaximumDepth = 16;

    // What a bus has for cells when it does not say (Devicetree Specification 0.4, 2.3.5).
    private const uint UsualAddressCells = 2;
    private const uint UsualSizeCells = 1;

    private readonly ReadOnlySpan<byte> _structure;
    private readonly ReadOnlySpan<byte> _names;
    private Path _path;
    private int _next;
    private bool _hasRoot;

    /// <summary>Begins before the root.</summary>
    internal DeviceTreeWalk(ReadOnlySpan<byte> structure, ReadOnlySpan<byte> names)
    {
        _structure = structure;
        _names = names;
        Depth = -1;
    }

    /// <summary>How many nodes the current one is within; 0 for the root.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the walk ended before the tree did: because its bytes are none, or nodes are too deep.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The current node.</summary>
    public readonly DeviceTreeNode Current => Ancestor(Depth);

    /// <summary>The node that the current one is in. Not for the root.</summary>
    public readonly DeviceTreeNode Parent => Ancestor(Depth - 1);

    /// <summary>Goes to the next node; false when there is none.</summary>
    public bool MoveNext()
    {
        while (!IsDamaged)
        {
            DeviceTreeToken token = DeviceTreeToken.Read(_structure, _next);
            int start = _next;
            switch (token.Kind)
            {
                case DeviceTreeTokenKind.BeginNode when Depth + 1 < MaximumDepth && (Depth >= 0 || !_hasRoot):
                    _hasRoot = true;
                    _next = token.End;
                    Depth++;
                    _path[Depth] = start;
                    return true;
                case DeviceTreeTokenKind.EndNode when Depth >= 0:
                    Depth--;
                    break;
                case DeviceTreeTokenKind.Property when Depth >= 0:
                case DeviceTreeTokenKind.Nothing:
                    break;
                case DeviceTreeTokenKind.End when Depth < 0 && _hasRoot:
                    return false;
                default:
                    IsDamaged = true;
                    continue;
            }

            _next = token.End;
        }

        return false;
    }

    /// <summary>
    /// The addresses of a device's registers or of memory, as the CPU sees them: an element of the property <c>reg</c> (2.3.6), taken through the
    /// <c>ranges</c> (2.3.8) of the buses that it is on. False when there is no such element, or the CPU cannot reach it.
    /// </summary>
    public readonly bool TryReadRange(int index, out ulong address, out ulong length)
    {
        address = 0;
        length = 0;
        if (Depth < 1 || index < 0 || !Current.TryGetProperty("reg"u8, out ReadOnlySpan<byte> value))
        {
            return false;
        }

        var cells = new DeviceTreeCells(value);
        uint addressCells = AddressCells(Depth - 1);
        uint sizeCells = SizeCells(Depth - 1);
        for (int i = 0; i <= index; i++)
        {
            if (!cells.TryRead(addressCells, out address) || !cells.TryRead(sizeCells, out length))
            {
                return false;
            }
        }

        for (int bus = Depth - 1; bus > 0; bus--)
        {
            if (!TryTranslate(bus, length, ref address))
            {
                return false;
            }
        }

        return address + length >= address;
    }

    // From an address on a bus to one on the bus that it is on.
    private readonly bool TryTranslate(int bus, ulong length, ref ulong address)
    {
        if (!Ancestor(bus).TryGetProperty("ranges"u8, out ReadOnlySpan<byte> value))
        {
            return false;
        }

        if (value.IsEmpty)
        {
            return true;
        }

        var cells = new DeviceTreeCells(value);
        uint addressCells = AddressCells(bus);
        uint parentCells = AddressCells(bus - 1);
        uint sizeCells = SizeCells(bus);
        if (sizeCells == 0)
        {
            return false;
        }

        while (cells.TryRead(addressCells, out ulong start) && cells.TryRead(parentCells, out ulong parent) && cells.TryRead(sizeCells, out ulong bytes))
        {
            ulong offset = address - start;
            if (address >= start && offset < bytes && length <= bytes - offset)
            {
                address = parent + offset;
                return address >= parent;
            }
        }

        return false;
    }

    private readonly uint AddressCells(int depth) => Ancestor(depth).Number("#address-cells"u8, UsualAddressCells);

    private readonly uint SizeCells(int depth) => Ancestor(depth).Number("#size-cells"u8, UsualSizeCells);

    private readonly DeviceTreeNode Ancestor(int depth)
    {
        Panic.Unless((uint)depth < MaximumDepth && depth <= Depth, "a device tree has no node there");
        return new DeviceTreeNode(_structure, _names, _path[depth]);
    }

    [InlineArray(MaximumDepth)]
    private struct Path
    {
        private int _first;
    }
}
