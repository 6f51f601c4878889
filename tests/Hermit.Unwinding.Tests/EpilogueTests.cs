using Hermit.Unwinding.Tests.Support;
using Iced.Intel;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>Frames that are interrupted while they are taken down, in a real program's code; the oracle is a disassembler.</summary>
public sealed class EpilogueTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    private const ulong StackStart = 0x7000_0000;

    private static readonly Dictionary<Register, int> s_dwarf = new()
    {
        [Register.RBX] = DwarfRegisters.Rbx,
        [Register.RBP] = DwarfRegisters.Rbp,
        [Register.R12] = DwarfRegisters.R12,
        [Register.R13] = DwarfRegisters.R13,
        [Register.R14] = DwarfRegisters.R14,
        [Register.R15] = DwarfRegisters.R15,
    };

    [Fact]
    public void From_every_pop_and_return_of_a_program_the_registers_of_the_caller_are_found()
    {
        (ulong start, byte[] code) = fixture.Image.GetSection("__managedcode");
        int found = 0;
        foreach (List<Instruction> epilogue in Epilogues())
        {
            for (int index = 0; index < epilogue.Count; index++)
            {
                (UnwindRegisters registers, ulong[] stack) = MakeFrame(epilogue[index].IP);
                UnwindRegisters expected = registers;
                int word = 0;
                foreach (Instruction instruction in epilogue.Skip(index).TakeWhile(instruction => instruction.Mnemonic == Mnemonic.Pop))
                {
                    expected.TrySet(s_dwarf.GetValueOrDefault(instruction.Op0Register, -1), stack[word++]);
                }

                expected.InstructionPointer = stack[word++];
                expected.StackPointer = StackStart + ((ulong)word * 8);
                ReadOnlySpan<byte> rest = code.AsSpan((int)(epilogue[index].IP - start));
                Assert.Equal(EpilogueResult.Undone, Epilogue.Undo(rest, ref registers, new StackWords(StackStart, stack), out _));
                Assert.Equal(expected, registers);
                found++;
            }
        }

        Assert.True(found > 5_000, $"{found} instructions are too few for a program");
    }

    [Fact]
    public void No_other_instruction_is_taken_for_the_end_of_a_frame()
    {
        (ulong start, byte[] code) = fixture.Image.GetSection("__managedcode");
        HashSet<ulong> known = [.. Epilogues().SelectMany(epilogue => epilogue).Select(instruction => instruction.IP)];
        foreach (Instruction instruction in Instructions())
        {
            (UnwindRegisters registers, ulong[] stack) = MakeFrame(instruction.IP);
            EpilogueResult result = Epilogue.Undo(code.AsSpan((int)(instruction.IP - start)), ref registers, new StackWords(StackStart, stack), out ulong target);
            EpilogueResult expected = known.Contains(instruction.IP) ? EpilogueResult.Undone : instruction.FlowControl switch
            {
                FlowControl.UnconditionalBranch => EpilogueResult.Jump,
                FlowControl.IndirectBranch => EpilogueResult.Unknown,
                _ => EpilogueResult.None,
            };
            Assert.True(expected == result, $"{instruction.IP:x}: {instruction}: {result}");
            Assert.True(result != EpilogueResult.Jump || target == instruction.NearBranchTarget);
        }
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x5B })]
    [InlineData(new byte[] { 0x41 })]
    [InlineData(new byte[] { 0xFF })]
    public void Code_that_is_cut_off_is_no_epilogue(byte[] code)
    {
        (UnwindRegisters registers, ulong[] stack) = MakeFrame(0x1000);
        Assert.Equal(EpilogueResult.None, Epilogue.Undo(code, ref registers, new StackWords(StackStart, stack), out _));
    }

    [Fact]
    public void A_stack_that_ends_too_early_gives_nothing()
    {
        (UnwindRegisters registers, _) = MakeFrame(0x1000);
        UnwindRegisters before = registers;
        Assert.Equal(EpilogueResult.Unknown, Epilogue.Undo([0x5B, 0xC3], ref registers, new StackWords(StackStart, new ulong[1]), out _));
        Assert.Equal(before, registers);
    }

    private static (UnwindRegisters Registers, ulong[] Stack) MakeFrame(ulong instruction)
    {
        ulong[] stack = [.. Enumerable.Range(1, 16).Select(word => 0x1111UL * (ulong)word)];
        return (new UnwindRegisters { InstructionPointer = instruction, StackPointer = StackStart, FramePointer = 1, Rbx = 2, R12 = 3, R13 = 4, R14 = 5, R15 = 6 }, stack);
    }

    // Runs of pops with the return or the jump to another function behind them; a return may stand alone.
    private List<List<Instruction>> Epilogues()
    {
        var epilogues = new List<List<Instruction>>();
        var pops = new List<Instruction>();
        foreach (Instruction instruction in Instructions())
        {
            bool ends = instruction.FlowControl == FlowControl.Return ||
                (pops.Count > 0 && instruction.FlowControl is FlowControl.UnconditionalBranch or FlowControl.IndirectBranch && pops.Count > 0);
            if (ends)
            {
                bool isReturn = instruction.FlowControl == FlowControl.Return;
                epilogues.Add(isReturn ? [.. pops, instruction] : [.. pops]);
            }

            if (instruction.Mnemonic == Mnemonic.Pop)
            {
                pops.Add(instruction);
            }
            else
            {
                pops.Clear();
            }
        }

        return epilogues;
    }

    private IEnumerable<Instruction> Instructions()
    {
        var tables = new Tables(fixture.Image);
        (ulong start, byte[] code) = fixture.Image.GetSection("__managedcode");
        foreach ((ulong function, ulong end) in Functions(tables).Where(function => function.Start >= start && function.End <= start + (ulong)code.Length))
        {
            var decoder = Decoder.Create(64, new ByteArrayCodeReader(code, (int)(function - start), (int)(end - function)));
            decoder.IP = function;
            while (decoder.IP < end)
            {
                yield return decoder.Decode();
            }
        }
    }

    private static List<(ulong Start, ulong End)> Functions(Tables tables)
    {
        UnwindSections sections = tables.Sections;
        var functions = new List<(ulong, ulong)>();
        foreach (ulong start in tables.FunctionStarts)
        {
            if (FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry) && entry.LanguageData != 0)
            {
                functions.Add((entry.FunctionStart, entry.FunctionEnd));
            }
        }

        return functions;
    }
}
