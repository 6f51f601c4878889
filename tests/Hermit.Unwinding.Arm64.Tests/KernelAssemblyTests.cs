using System.Buffers.Binary;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>A stack walk may pass any function that is written in assembly, so each must say how its frame is undone.</summary>
public sealed class KernelAssemblyTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    // Keeps the address to throw at in a register for its first instructions.
    private const string FaultEntry = "RhpThrowHwEx";

    // Before there is anything to walk, and behind it: the end of a handler counts from a register that is not kept track of.
    private static readonly string[] s_exceptions = ["HermitEntry", "HermitBoot", "HermitBootFault", "HermitCheckMachine", "HermitEnterEl1", "HermitSetTranslation", "HermitTurnMmuOn", "HermitUseTranslation", "HermitVectors", "InterruptEntry"];

    [Fact]
    public void Every_function_has_unwind_information_for_every_instruction()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        ulong managedStart = fixture.Image.Symbols["__start___managedcode"];
        ulong managedEnd = fixture.Image.Symbols["__stop___managedcode"];
        var bad = new SortedSet<string>();
        int count = 0;
        foreach ((string name, ulong start, ulong size) in fixture.Image.Functions)
        {
            if (s_exceptions.Contains(name) || (start >= managedStart && start < managedEnd) || name.Contains("__", StringComparison.Ordinal))
                continue;
            count++;
            for (ulong instruction = start; instruction < start + size; instruction += 4)
            {
                bool isDescribed = FrameDescriptionEntry.TryFind(sections, instruction, out FrameDescriptionEntry entry) &&
                    CallFrameInterpreter.TryExecute(sections.Frames, entry, instruction, out CallFrameRow row) &&
                    (FrameLayout.TryFrom(row, out _) || name == FaultEntry || row.Registers[DwarfRegisters.LrColumn].Kind == RegisterRuleKind.Register);
                if (!isDescribed)
                    bad.Add($"{name}+{instruction - start}");
            }
        }

        Assert.True(bad.Count == 0, string.Join(' ', bad));
        Assert.True(count > 60, $"{count} functions are too few for a kernel");
    }

    [Fact]
    public void Every_helper_whose_faults_are_its_callers_can_be_undone_to_its_caller()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        (ulong constants, byte[] bytes) = fixture.Image.GetSection(".rodata");
        ulong end = fixture.Image.Symbols["FaultHelpersEnd"];
        int count = 0;
        for (ulong at = fixture.Image.Symbols["FaultHelpers"]; at < end; at += sizeof(ulong), count++)
        {
            ulong helper = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((int)(at - constants)));
            Assert.True(FrameDescription.TryRead(sections, helper, out FrameDescription description));
            Assert.Equal(helper, description.FunctionStart);
            Assert.True(description.Layout.IsBare);
        }

        Assert.True(count >= 10, $"only {count} helpers are in the image");
    }
}
