using System;
using System.Buffers.Binary;
using Hermit.Runtime.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>The AMD64 <c>CONTEXT</c> record of Windows (winnt.h), which the core library uses on all systems.</summary>
internal static class OsContext
{
    private const int FlagsOffset = 0x30;
    private const int RbxOffset = 0x90;
    private const int RspOffset = 0x98;
    private const int RbpOffset = 0xA0;
    private const int R12Offset = 0xD8;
    private const int R13Offset = 0xE0;
    private const int R14Offset = 0xE8;
    private const int R15Offset = 0xF0;
    private const int RipOffset = 0xF8;
    private const int End = 0x100;

    // CONTEXT_AMD64 | CONTEXT_CONTROL | CONTEXT_INTEGER
    private const uint Flags = 0x0010_0003;

    /// <summary>Writes the registers that are known; the others are zero.</summary>
    public static void Write(Span<byte> context, in UnwindRegisters registers)
    {
        context.Clear();
        if (context.Length < End)
        {
            return;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(context.Slice(FlagsOffset), Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(RbxOffset), registers.Rbx);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(RspOffset), registers.Rsp);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(RbpOffset), registers.Rbp);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(R12Offset), registers.R12);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(R13Offset), registers.R13);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(R14Offset), registers.R14);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(R15Offset), registers.R15);
        BinaryPrimitives.WriteUInt64LittleEndian(context.Slice(RipOffset), registers.Rip);
    }
}
