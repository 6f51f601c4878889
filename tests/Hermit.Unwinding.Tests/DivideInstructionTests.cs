using Hermit.Runtime.Exceptions;
using Iced.Intel;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>Our decoder of divisions, against a full disassembler.</summary>
public sealed class DivideInstructionTests
{
    private const ulong Address = 0x40_1000;

    [Fact]
    public void Every_form_of_division_gives_the_operand_that_the_disassembler_gives()
    {
        var random = new Random(7);
        var forms = new HashSet<(bool, int)>();
        for (int round = 0; round < 200_000; round++)
        {
            byte[] code = MakeDivision(random);
            GeneralRegisters registers = MakeRegisters(random);
            var decoder = Decoder.Create(64, code);
            decoder.IP = Address;
            Instruction expected = decoder.Decode();
            if (expected.Mnemonic is not (Mnemonic.Div or Mnemonic.Idiv) || expected.SegmentPrefix != Iced.Intel.Register.None || expected.HasLockPrefix)
            {
                continue;
            }

            Assert.True(DivideInstruction.TryDecode(code, Address, registers, out DivideInstruction actual), expected.ToString());
            Assert.Equal(expected.Op0Kind == OpKind.Memory, actual.IsMemory);
            if (actual.IsMemory)
            {
                ulong operand = expected.GetVirtualAddress(0, 0, (register, _, _) => register.IsSegmentRegister() ? 0 : registers[register.GetFullRegister() - Iced.Intel.Register.RAX]);
                Assert.Equal((operand, expected.MemorySize.GetSize()), (actual.Address, actual.Size));
            }
            else
            {
                Assert.Equal((ReadRegister(registers, expected.Op0Register), expected.Op0Register.GetSize()), (actual.GetRegisterOperand(registers), actual.Size));
            }

            forms.Add((actual.IsMemory, actual.Size));
        }

        Assert.Equal(8, forms.Count);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x48 })]
    [InlineData(new byte[] { 0xF7 })]
    [InlineData(new byte[] { 0xF7, 0xC0, 1, 0, 0, 0 })] // test eax, 1
    [InlineData(new byte[] { 0xF7, 0xE1 })] // mul ecx
    [InlineData(new byte[] { 0x90, 0x90 })] // nop
    [InlineData(new byte[] { 0xF7, 0x3C })] // idiv [sib], without the sib byte
    [InlineData(new byte[] { 0xF7, 0xBD, 0, 0, 0 })] // idiv [rbp + disp32], cut off
    [InlineData(new byte[] { 0x66, 0x66, 0x66 })] // only prefixes
    public void What_is_not_a_whole_division_is_refused(byte[] code) =>
        Assert.False(DivideInstruction.TryDecode(code, Address, default, out _));

    private static byte[] MakeDivision(Random random)
    {
        var code = new List<byte>();
        if (random.Next(4) == 0)
        {
            code.Add(0x66);
        }

        if (random.Next(2) == 0)
        {
            code.Add((byte)(0x40 | random.Next(16)));
        }

        code.Add((byte)(0xF6 + random.Next(2)));
        code.Add((byte)((random.Next(4) << 6) | ((6 + random.Next(2)) << 3) | random.Next(8)));
        byte[] rest = new byte[5];
        random.NextBytes(rest);
        code.AddRange(rest);
        return [.. code];
    }

    private static GeneralRegisters MakeRegisters(Random random)
    {
        GeneralRegisters registers = default;
        for (int index = 0; index < 16; index++)
        {
            registers[index] = (ulong)random.NextInt64();
        }

        return registers;
    }

    private static ulong ReadRegister(in GeneralRegisters registers, Iced.Intel.Register register)
    {
        ulong value = registers[register.GetFullRegister() - Iced.Intel.Register.RAX];
        bool isHigh = register is Iced.Intel.Register.AH or Iced.Intel.Register.BH or Iced.Intel.Register.CH or Iced.Intel.Register.DH;
        int size = register.GetSize();
        value >>= isHigh ? 8 : 0;
        return size == 8 ? value : value & ((1UL << (size * 8)) - 1);
    }
}
