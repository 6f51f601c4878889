using System;
using System.Buffers.Binary;

namespace Hermit.Runtime.Dispatch;

/// <summary>The compiler's code that steps over the header of a boxed receiver: <c>add rdi, 8; jmp method</c>.</summary>
internal static class UnboxingStub
{
    /// <summary>Its size in bytes.</summary>
    public const int Length = 9;

    private static ReadOnlySpan<byte> AddThenJump => [0x48, 0x83, 0xC7, 0x08, 0xE9];

    /// <summary>Hands out where <paramref name="code"/>, which lies at <paramref name="address"/>, goes on. False when it is something else.</summary>
    public static bool TryFollow(ReadOnlySpan<byte> code, ulong address, out ulong target)
    {
        target = 0;
        if (code.Length < Length)
        {
            return false;
        }

        for (int index = 0; index < AddThenJump.Length; index++)
        {
            if (code[index] != AddThenJump[index])
            {
                return false;
            }
        }

        target = address + Length + (ulong)BinaryPrimitives.ReadInt32LittleEndian(code.Slice(AddThenJump.Length));
        return true;
    }
}
