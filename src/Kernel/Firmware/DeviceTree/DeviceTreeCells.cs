using System;
using System.Buffers.Binary;

namespace Hermit.Firmware;

/// <summary>Reads numbers of a property's value, each so many cells of 32 bits, the highest first (Devicetree Specification 0.4, 2.2.4).</summary>
public ref struct DeviceTreeCells
{
    private const int CellBytes = sizeof(uint);

    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins at the first cell.</summary>
    public DeviceTreeCells(ReadOnlySpan<byte> value)
    {
        _rest = value;
    }

    /// <summary>Reads a number; false when there are not as many cells, or it has more than 64 bits. Of no cells it is 0.</summary>
    public bool TryRead(uint cells, out ulong number)
    {
        number = 0;
        if (cells > (uint)_rest.Length / CellBytes)
        {
            return false;
        }

        for (; cells > 0; cells--)
        {
            if (number >> 32 != 0)
            {
                return false;
            }

            number = (number << 32) | BinaryPrimitives.ReadUInt32BigEndian(_rest);
            _rest = _rest.Slice(CellBytes);
        }

        return true;
    }
}
