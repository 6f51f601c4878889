using System.Runtime.InteropServices;

namespace Hermit.Unwinding;

/// <summary>
/// Reads a method's clauses, innermost first. It has the size of <c>System.Runtime.EH.EHEnum</c>, whose storage the managed
/// dispatcher provides, and keeps no reference: the bytes are passed to each read.
/// </summary>
/// <remarks>
/// Encoding: the number of clauses; for each the start of the region, (its length &lt;&lt; 2) | kind, and the handler's offset
/// from the method's start; then, if typed, a 32-bit distance to the type from where it stands; if filter, the filter's offset.
/// Numbers are of variable length (see <see cref="ReadNumber"/>).
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 32)]
public struct ExceptionClauseReader
{
    private const int KindBits = 2;
    private const uint KindMask = 3;

    [FieldOffset(0)]
    private ulong _methodStart;

    [FieldOffset(8)]
    private ulong _position;

    [FieldOffset(16)]
    private uint _remaining;

    /// <summary>Starts at the first clause of <paramref name="method"/>. False when it has none, or they are not in the image.</summary>
    public static bool TryStart(AddressedBytes image, in MethodData method, out ExceptionClauseReader reader)
    {
        reader = default;
        if (method.Clauses == 0)
        {
            return false;
        }

        ByteCursor cursor = new(image, method.Clauses, image.End);
        reader._methodStart = method.MethodStart;
        reader._remaining = ReadNumber(ref cursor);
        reader._position = cursor.Position;
        return !cursor.Failed;
    }

    /// <summary>Reads the next clause. False at the end, or when it is malformed.</summary>
    public bool TryReadNext(AddressedBytes image, out ExceptionClause clause)
    {
        clause = default;
        if (_remaining == 0)
        {
            return false;
        }

        ByteCursor cursor = new(image, _position, image.End);
        clause.TryStart = ReadNumber(ref cursor);
        uint lengthAndKind = ReadNumber(ref cursor);
        clause.TryEnd = clause.TryStart + (lengthAndKind >> KindBits);
        clause.Kind = (ExceptionClauseKind)(lengthAndKind & KindMask);
        clause.Handler = _methodStart + ReadNumber(ref cursor);
        switch (clause.Kind)
        {
            case ExceptionClauseKind.Typed:
                ulong distanceAt = cursor.Position;
                clause.Type = distanceAt + (ulong)(int)cursor.ReadUInt32();
                break;
            case ExceptionClauseKind.Filter:
                clause.Filter = _methodStart + ReadNumber(ref cursor);
                break;
            case ExceptionClauseKind.Fault:
                break;
            default:
                return false;
        }

        _position = cursor.Position;
        _remaining--;
        return !cursor.Failed;
    }

    /// <summary>
    /// Reads a number of 1 to 5 bytes, little-endian: the count of low set bits of the first byte, up to four, is the count of
    /// bytes that follow it; the number starts above the zero that ends those bits. With four set bits the number is the
    /// following 32 bits.
    /// </summary>
    private static uint ReadNumber(ref ByteCursor cursor)
    {
        uint first = cursor.ReadByte();
        if ((first & 1) == 0)
        {
            return first >> 1;
        }

        if ((first & 2) == 0)
        {
            return (first >> 2) | ((uint)cursor.ReadByte() << 6);
        }

        if ((first & 4) == 0)
        {
            return (first >> 3) | ((uint)cursor.ReadUInt16() << 5);
        }

        if ((first & 8) == 0)
        {
            uint low = cursor.ReadUInt16();
            return (first >> 4) | (low << 4) | ((uint)cursor.ReadByte() << 20);
        }

        return cursor.ReadUInt32();
    }
}
