using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Hermit.Machine;

namespace Hermit.Runtime.Environment;

/// <summary>The identifier of the activity that a thread works for: a GUID.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ActivityId
{
    /// <summary>The first eight bytes.</summary>
    public ulong Low;

    /// <summary>The last eight bytes.</summary>
    public ulong High;

    /// <summary>A new one, random (RFC 9562, version 4).</summary>
    public static ActivityId Create()
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        EntropySource.FillNonSecret(bytes);

        // The first three groups of digits are little-endian words: the version is in the seventh byte's upper half.
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new ActivityId
        {
            Low = BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            High = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(sizeof(ulong))),
        };
    }
}
