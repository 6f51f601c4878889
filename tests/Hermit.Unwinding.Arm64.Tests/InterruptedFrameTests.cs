using System.Buffers.Binary;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>
/// Frames that are interrupted at any instruction of a prologue or an epilogue, of every function of a real program; the oracle is a processor of a few
/// instructions, which executes them.
/// </summary>
public sealed class InterruptedFrameTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    private const uint Return = 0xD65F_03C0;
    private const int MostEpilogue = 12;

    [Fact]
    public void At_every_instruction_of_every_prologue_the_caller_is_found()
    {
        (ulong start, byte[] code) = fixture.Image.GetSection("__managedcode");
        var tables = new Tables(fixture.Image);
        int found = 0;
        foreach ((ulong function, ulong body, _) in Functions())
        {
            var processor = new TinyProcessor();
            UnwindRegisters caller = Called(processor, function);
            for (ulong at = function; at <= body && !processor.IsLost; at += 4)
            {
                UnwindRegisters registers = processor.Registers(at);
                Assert.True(TryUndo(tables, at, ref registers, processor, start, code), $"{at:x}");
                AssertCaller(caller, registers, at);
                processor.Execute(code.AsSpan((int)(at - start)));
                found++;
            }
        }

        Assert.True(found > 5_000, $"{found} instructions are too few for a program");
    }

    [Fact]
    public void At_every_instruction_of_every_epilogue_the_caller_is_found()
    {
        (ulong start, byte[] code) = fixture.Image.GetSection("__managedcode");
        var tables = new Tables(fixture.Image);
        int found = 0;
        foreach ((ulong function, ulong body, ulong end) in Functions())
        {
            foreach (ulong first in Epilogues(body, end, start, code))
            {
                var processor = new TinyProcessor();
                UnwindRegisters caller = Called(processor, function);
                for (ulong at = function; at < body; at += 4)
                    processor.Execute(code.AsSpan((int)(at - start)));
                for (ulong at = first; !processor.IsLost; at += 4)
                {
                    UnwindRegisters registers = processor.Registers(at);
                    Assert.True(TryUndo(tables, at, ref registers, processor, start, code), $"{at:x}");
                    AssertCaller(caller, registers, at);
                    found++;
                    if (Read(code, at - start) == Return)
                        break;
                    processor.Execute(code.AsSpan((int)(at - start)));
                }
            }
        }

        Assert.True(found > 5_000, $"{found} instructions are too few for a program");
    }

    // The registers that the caller has when the function returns to it.
    private static UnwindRegisters Called(TinyProcessor processor, ulong function)
    {
        UnwindRegisters caller = processor.Registers(function);
        caller.InstructionPointer = caller.LinkRegister;
        return caller;
    }

    private static void AssertCaller(in UnwindRegisters expected, in UnwindRegisters actual, ulong at)
    {
        for (int register = DwarfRegisters.X19; register <= DwarfRegisters.V8 + 7; register++)
        {
            // After its return the caller has no use for its own link register.
            if (register == DwarfRegisters.Lr || !expected.TryGet(register, out ulong value))
                continue;
            Assert.True(actual.TryGet(register, out ulong found));
            Assert.True(value == found, $"{at:x}: register {register} is {found:x}, not {value:x}");
        }
    }

    // As RootWalk does.
    private static bool TryUndo(Tables tables, ulong at, ref UnwindRegisters registers, TinyProcessor processor, ulong start, byte[] code)
    {
        Assert.True(FrameDescription.TryRead(tables.Sections, at, out FrameDescription description));
        var stack = new StackWords(TinyProcessor.StackStart, processor.Stack);
        EpilogueResult built = Prologue.Undo(code.AsSpan((int)(description.FunctionStart - start), (int)(at - description.FunctionStart)), description.Layout, ref registers, stack);
        if (built != EpilogueResult.None)
            return built == EpilogueResult.Undone;
        return Epilogue.Undo(code.AsSpan((int)(at - start)), ref registers, stack, out _) switch
        {
            EpilogueResult.Undone => true,
            EpilogueResult.None => description.Layout.TryUndo(ref registers, stack),
            _ => false,
        };
    }

    // First instructions of the loads before each return: what is loaded from the stack, and the stack given back.
    private static List<ulong> Epilogues(ulong body, ulong end, ulong start, byte[] code)
    {
        var epilogues = new List<ulong>();
        for (ulong at = body; at < end; at += 4)
        {
            if (Read(code, at - start) != Return)
                continue;
            ulong first = at;
            for (int count = 0; count < MostEpilogue && first - 4 >= body && IsTakingDown(Read(code, first - 4 - start)); count++)
                first -= 4;
            epilogues.Add(first);
        }

        return epilogues;
    }

    private static bool IsTakingDown(uint instruction)
    {
        uint source = (instruction >> 5) & 31;
        bool isPair = (instruction & 0x3A40_0000) == 0x2840_0000, isSingle = (instruction & 0xFA40_0000) == 0xF840_0000;
        bool isSum = (instruction & 0xBF80_0000) == 0x9100_0000 && (instruction & 31) == 31;
        return source == 31 ? isPair || isSingle || isSum : source == 29 && isSum;
    }

    // Managed functions, with the end of their prologue, which the second row tells, and of their code.
    private List<(ulong Start, ulong Body, ulong End)> Functions()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        var functions = new List<(ulong, ulong, ulong)>();
        foreach (ulong start in tables.FunctionStarts)
        {
            if (FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry) && entry.LanguageData != 0 &&
                CallFrameInterpreter.TryExecute(sections.Frames, entry, start, out CallFrameRow row) && row.End < entry.FunctionEnd)
            {
                functions.Add((start, row.End, entry.FunctionEnd));
            }
        }

        Assert.True(functions.Count > 1_000, $"{functions.Count} functions are too few for a program");
        return functions;
    }

    private static uint Read(byte[] code, ulong offset) => BinaryPrimitives.ReadUInt32LittleEndian(code.AsSpan((int)offset));
}
