using System;
using System.Buffers.Binary;

namespace Hermit.Runtime.Dispatch;

/// <summary>The compiler's code that steps over the header of a boxed receiver: <c>add x0, x0, #8; b method</c>.</summary>
internal static class UnboxingStub
{
    /// <summary>Its size in bytes.</summary>
    public const int Length = 8;

    private const uint AddWord = 0x9100_2000;
    private const uint BranchMask = 0xFC00_0000;
    private const uint Branch = 0x1400_0000;

    // Of the branch's 32, in front of its displacement.
    private const int UnusedBits = 6;

    /// <summary>Hands out where <paramref name="code"/>, which lies at <paramref name="address"/>, goes on. False when it is something else.</summary>
    public static bool TryFollow(ReadOnlySpan<byte> code, ulong address, out ulong target)
    {
        target = 0;
        if (code.Length < Length || BinaryPrimitives.ReadUInt32LittleEndian(code) != AddWord)
        {
            return false;
        }

        uint jump = BinaryPrimitives.ReadUInt32LittleEndian(code.Slice(sizeof(uint)));
        int distance = ((int)(jump << UnusedBits) >> UnusedBits) * sizeof(uint);
        target = address + sizeof(uint) + (ulong)distance;
        return (jump & BranchMask) == Branch;
    }
}
