using System;
using System.Buffers.Binary;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The operand of a DIV or IDIV that raised #DE. The processor does not say whether the divisor was zero or the quotient too
/// large (int.MinValue / -1), and .NET has a different exception for each, so the instruction is decoded (Intel SDM vol. 2, 2.1).
/// </summary>
internal readonly ref struct DivideInstruction
{
    private const byte OpcodeByte = 0xF6;
    private const byte OpcodeWord = 0xF7;
    private const byte OperandSizePrefix = 0x66;
    private const byte RexMask = 0xF0;
    private const byte Rex = 0x40;
    private const byte RexW = 8;
    private const byte RexX = 2;
    private const byte RexB = 1;
    private const int DivideGroup = 6;
    private const int RegisterMode = 3;
    private const int NeedsSib = 4;
    private const int NoBase = 5;
    private const int NoIndex = 4;

    /// <summary>The register that holds the divisor, if it is not in memory.</summary>
    public int Register { get; private init; }

    /// <summary>Whether the divisor is in memory.</summary>
    public bool IsMemory { get; private init; }

    /// <summary>The address of the divisor in memory.</summary>
    public ulong Address { get; private init; }

    /// <summary>The size of the divisor in bytes: 1, 2, 4 or 8.</summary>
    public int Size { get; private init; }

    /// <summary>Whether the divisor is the second byte of a register (AH, CH, DH, BH) rather than its lowest.</summary>
    public bool IsHighByte { get; private init; }

    /// <summary>Decodes the instruction in <paramref name="code"/>, which lies at <paramref name="address"/>.</summary>
    /// <returns>False when it is not a division.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> code, ulong address, in GeneralRegisters registers, out DivideInstruction instruction)
    {
        instruction = default;
        int at = 0;
        bool isWord = false;
        while (at < code.Length && IsPrefix(code[at]))
        {
            isWord |= code[at++] == OperandSizePrefix;
        }

        byte rex = 0;
        if (at < code.Length && (code[at] & RexMask) == Rex)
        {
            rex = code[at++];
        }

        if (at + 1 >= code.Length || code[at] is not (OpcodeByte or OpcodeWord) || ((code[at + 1] >> 3) & 7) < DivideGroup)
        {
            return false;
        }

        bool isByte = code[at++] == OpcodeByte;
        int size = isByte ? 1 : (rex & RexW) != 0 ? 8 : isWord ? 2 : 4;
        byte modRm = code[at];
        int register = modRm & 7;
        if (modRm >> 6 == RegisterMode)
        {
            bool isHigh = isByte && rex == 0 && register >= 4;
            int number = isHigh ? register - 4 : register | ((rex & RexB) << 3);
            instruction = new DivideInstruction { Register = number, Size = size, IsHighByte = isHigh };
            return true;
        }

        bool decoded = TryDecodeAddress(code, at, address, rex, registers, out ulong operand);
        instruction = new DivideInstruction { IsMemory = true, Address = operand, Size = size };
        return decoded;
    }

    /// <summary>Gives the divisor that is in a register.</summary>
    public ulong GetRegisterOperand(in GeneralRegisters registers) => Truncate(registers[Register] >> (IsHighByte ? 8 : 0));

    /// <summary>Cuts a word that was read at <see cref="Address"/> down to the operand's size.</summary>
    public ulong Truncate(ulong word) => Size == sizeof(ulong) ? word : word & ((1UL << (Size * 8)) - 1);

    private static bool IsPrefix(byte value) =>
        value is OperandSizePrefix or 0x67 or 0x26 or 0x2E or 0x36 or 0x3E or 0x64 or 0x65 or 0xF0 or 0xF2 or 0xF3;

    private static bool TryDecodeAddress(ReadOnlySpan<byte> code, int at, ulong address, byte rex, in GeneralRegisters registers, out ulong operand)
    {
        int mode = code[at] >> 6;
        int register = code[at] & 7;
        at++;
        operand = 0;
        bool isDisplacement32 = mode == 2;
        bool isRipRelative = mode == 0 && register == NoBase;
        if (register == NeedsSib)
        {
            if (at >= code.Length)
            {
                return false;
            }

            byte sib = code[at++];
            int index = ((sib >> 3) & 7) | ((rex & RexX) << 2);
            operand = index == NoIndex ? 0 : registers[index] << (sib >> 6);
            register = sib & 7;
        }

        if (mode == 0 && register == NoBase)
        {
            isDisplacement32 = true;
        }
        else
        {
            operand += registers[register | ((rex & RexB) << 3)];
        }

        int length = isDisplacement32 ? sizeof(int) : mode == 1 ? sizeof(sbyte) : 0;
        if (at + length > code.Length)
        {
            return false;
        }

        operand += length switch
        {
            sizeof(int) => (ulong)BinaryPrimitives.ReadInt32LittleEndian(code.Slice(at)),
            sizeof(sbyte) => (ulong)(sbyte)code[at],
            _ => 0,
        };

        // A division has no immediate operand, so the displacement ends the instruction.
        operand += isRipRelative ? address + (ulong)(at + length) : 0;
        return true;
    }
}
