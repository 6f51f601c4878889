using System;
using System.Buffers.Binary;

namespace Hermit.Runtime.Thunks;

/// <summary>The code of a thunk: <c>ldr x16, data; ldr x17, [x16 + distance]; br x17</c> with the data's address behind it.</summary>
internal static class ThunkCode
{
    /// <summary>Its size in bytes.</summary>
    public const int Size = 24;

    private const uint LoadLiteral = 0x5800_0010;
    private const uint Load = 0xF940_0211;
    private const uint Jump = 0xD61F_0220;
    private const uint Undefined = 0;
    private const int Literal = 16;
    private const int LiteralShift = 5;
    private const int OffsetShift = 10;

    /// <summary>Writes a thunk.</summary>
    /// <param name="code">Where it goes.</param>
    /// <param name="data">The address of its data.</param>
    /// <param name="distance">Bytes from the data to the word that says where to jump, a multiple of 8 below a page.</param>
    public static void Write(Span<byte> code, nuint data, int distance)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(code, LoadLiteral | (Literal / sizeof(uint) << LiteralShift));
        BinaryPrimitives.WriteUInt32LittleEndian(code.Slice(4), Load | ((uint)distance / sizeof(ulong) << OffsetShift));
        BinaryPrimitives.WriteUInt32LittleEndian(code.Slice(8), Jump);
        BinaryPrimitives.WriteUInt32LittleEndian(code.Slice(12), Undefined);
        BinaryPrimitives.WriteUInt64LittleEndian(code.Slice(Literal), data);
    }
}
