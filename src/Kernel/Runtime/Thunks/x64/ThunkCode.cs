using System;
using System.Buffers.Binary;

namespace Hermit.Runtime.Thunks;

/// <summary>The code of a thunk: <c>mov r10, data; jmp [r10 + distance]</c>, and <c>int3</c> up to its size.</summary>
internal static class ThunkCode
{
    /// <summary>Its size in bytes.</summary>
    public const int Size = 20;

    /// <summary>Writes a thunk.</summary>
    /// <param name="code">Where it goes.</param>
    /// <param name="data">The address of its data.</param>
    /// <param name="distance">Bytes from the data to the word that says where to jump.</param>
    public static void Write(Span<byte> code, nuint data, int distance)
    {
        code[0] = 0x49;
        code[1] = 0xBA;
        BinaryPrimitives.WriteUInt64LittleEndian(code.Slice(2), data);
        code[10] = 0x41;
        code[11] = 0xFF;
        code[12] = 0xA2;
        BinaryPrimitives.WriteUInt32LittleEndian(code.Slice(13), (uint)distance);
        code.Slice(17).Fill(0xCC);
    }
}
