using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>A real program's tables for AArch64, against what LLVM says about them.</summary>
public sealed class RealImageTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    [Fact]
    public void Every_row_of_every_function_equals_what_llvm_dwarfdump_computes()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        int compared = 0;
        foreach (DwarfDumpRow row in DwarfDumpRow.ReadAll(fixture.ImagePath))
        {
            if (!FrameDescriptionEntry.TryFind(sections, row.Address, out FrameDescriptionEntry entry))
            {
                // The row of a common information entry, printed at address 0.
                Assert.Equal(0u, row.Address);
                continue;
            }

            if (!RowText.IsKnown(row.Frame.Split('+', '-')[0]))
            {
                // The last instructions of a handler of interrupts, which count from a register that is no callee-saved one.
                continue;
            }

            Assert.True(CallFrameInterpreter.TryExecute(sections.Frames, entry, row.Address, out CallFrameRow ours), $"row {row.Address:x}");
            Assert.Equal(row.Address, ours.Start);
            Assert.Equal(row.Frame, RowText.DescribeFrame(ours));
            Assert.Equal(row.Registers.Where(rule => RowText.IsKnown(rule.Key)).ToDictionary(), RowText.DescribeRegisters(ours));
            compared++;
        }

        Assert.True(compared > 3_000, $"only {compared} rows were compared");
    }

    [Fact]
    public void Every_managed_function_is_described_at_its_first_and_last_instruction()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        int count = 0;
        foreach (ulong start in tables.FunctionStarts)
        {
            Assert.True(FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry));
            if (entry.LanguageData == 0)
                continue;
            Assert.True(FrameDescription.TryRead(sections, start, out FrameDescription first), $"function {start:x}");
            Assert.True(FrameDescription.TryRead(sections, entry.FunctionEnd - 1, out FrameDescription last), $"function {start:x}");
            Assert.Equal(first.Method, last.Method);
            Assert.True(first.Layout.IsBare);
            count++;
        }

        Assert.True(count > 1_000, $"{count} functions are too few for a program");
    }

    [Theory]
    [InlineData("HermitThrowReturn", false, 832)]
    [InlineData("HermitRethrowReturn", false, 832)]
    [InlineData("HermitThrowHwReturn", true, 832)]
    public void The_throw_helpers_of_the_kernel_lead_to_the_frame_that_throws(string label, bool isExact, int bytes)
    {
        FrameLayout layout = Describe(label);
        Assert.Equal((isExact, DwarfRegisters.Sp, bytes), (layout.IsSignalFrame, layout.FrameRegister, layout.FrameOffset));
        Assert.NotEqual(0, layout.PlaceOf(DwarfRegisters.Lr));
        Assert.Equal(isExact, layout.PlaceOf(DwarfRegisters.Pc) != 0);
        // What they do not change is where it was.
        Assert.Equal(0, layout.PlaceOf(DwarfRegisters.X19));
    }

    [Theory]
    [InlineData("HermitCatchReturn")]
    [InlineData("HermitFinallyReturn")]
    [InlineData("HermitFilterReturn")]
    public void The_funclet_trampolines_save_every_register_that_survives_calls(string label)
    {
        FrameLayout layout = Describe(label);
        IEnumerable<int> registers = [.. Enumerable.Range(DwarfRegisters.X19, 12), .. Enumerable.Range(DwarfRegisters.V8, 8)];
        Assert.All(registers, register => Assert.NotEqual(0, layout.PlaceOf(register)));
    }

    private FrameLayout Describe(string label)
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        Assert.True(FrameDescription.TryRead(sections, fixture.Image.Symbols[label] - 1, out FrameDescription description), label);
        return description.Layout;
    }
}
