using Hermit.Unwinding;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>Instructions that compilers use rarely, and those that must be refused.</summary>
public sealed class CallFrameInstructionTests
{
    private const ulong Start = SyntheticTables.FunctionStart;

    [Fact]
    public void Initial_rules_hold_from_the_first_instruction_on()
    {
        CallFrameRow row = Execute([], 0);
        Assert.Equal((DwarfRegisters.Rsp, 8), (row.FrameRegister, row.FrameOffset));
        Assert.Equal(-8, row.Registers[DwarfRegisters.ReturnAddress].Operand);
        Assert.Equal((Start, Start + SyntheticTables.FunctionSize), (row.Start, row.End));
    }

    [Theory]
    [InlineData(new byte[] { 0x02, 0x30 })]
    [InlineData(new byte[] { 0x03, 0x30, 0x00 })]
    [InlineData(new byte[] { 0x04, 0x30, 0x00, 0x00, 0x00 })]
    [InlineData(new byte[] { 0x70 })]
    public void Every_form_of_advance_loc_ends_one_row_and_starts_the_next(byte[] advance)
    {
        byte[] program = [.. advance, 0x0E, 0x10];
        CallFrameRow before = Execute(program, 0x2F);
        CallFrameRow after = Execute(program, 0x30);
        Assert.Equal((Start, Start + 0x30, 8), (before.Start, before.End, before.FrameOffset));
        Assert.Equal((Start + 0x30, Start + SyntheticTables.FunctionSize, 16), (after.Start, after.End, after.FrameOffset));
    }

    [Fact]
    public void Restore_state_brings_back_rules_and_frame_but_not_the_location()
    {
        byte[] program = [0x0A, 0x41, 0x0E, 0x20, 0x86, 0x02, 0x41, 0x0B];
        CallFrameRow inside = Execute(program, 1);
        CallFrameRow after = Execute(program, 2);
        Assert.Equal((32, RegisterRuleKind.Offset), (inside.FrameOffset, inside.Registers[DwarfRegisters.Rbp].Kind));
        Assert.Equal((8, RegisterRuleKind.Unspecified), (after.FrameOffset, after.Registers[DwarfRegisters.Rbp].Kind));
        Assert.Equal(Start + 2, after.Start);
    }

    [Fact]
    public void Restore_gives_a_register_its_initial_rule()
    {
        byte[] program = [0x90, 0x02, 0x86, 0x03, 0xD0, 0x06, 0x06];
        CallFrameRow row = Execute(program, 0);
        Assert.Equal(-8, row.Registers[DwarfRegisters.ReturnAddress].Operand);
        Assert.Equal(RegisterRuleKind.Unspecified, row.Registers[DwarfRegisters.Rbp].Kind);
    }

    [Fact]
    public void Signed_and_value_offsets_are_scaled_by_the_data_alignment()
    {
        byte[] program = [0x12, 0x06, 0x7E, 0x11, 0x03, 0x7D, 0x14, 0x07, 0x02, 0x15, 0x0C, 0x7F, 0x05, 0x0D, 0x04];
        CallFrameRow row = Execute(program, 0);
        Assert.Equal((DwarfRegisters.Rbp, 16), (row.FrameRegister, row.FrameOffset));
        Assert.Equal((RegisterRuleKind.Offset, 24), Rule(row, DwarfRegisters.Rbx));
        Assert.Equal((RegisterRuleKind.ValueOffset, -16), Rule(row, DwarfRegisters.Rsp));
        Assert.Equal((RegisterRuleKind.ValueOffset, 8), Rule(row, DwarfRegisters.R12));
        Assert.Equal((RegisterRuleKind.Offset, -32), Rule(row, DwarfRegisters.R13));
    }

    [Fact]
    public void Registers_that_are_not_tracked_are_passed_over()
    {
        CallFrameRow row = Execute([0x91, 0x02, 0x05, 0x20, 0x02, 0x0E, 0x18], 0);
        Assert.Equal(24, row.FrameOffset);
    }

    [Theory]
    [InlineData(new byte[] { 0x0F, 0x06, 0x01, 0x30 })] // def_cfa_expression
    [InlineData(new byte[] { 0x10, 0x06, 0x01, 0x30 })] // expression
    [InlineData(new byte[] { 0x3F })] // unassigned
    [InlineData(new byte[] { 0x0B })] // restore_state without remember_state
    [InlineData(new byte[] { 0x0A, 0x0A, 0x0A, 0x0A, 0x0A })] // remembered more often than anything does
    [InlineData(new byte[] { 0x0D, 0x11 })] // the frame counts from a register that does not exist
    [InlineData(new byte[] { 0x0E })] // the operand is missing
    [InlineData(new byte[] { 0x0E, 0x80 })] // the operand does not end
    [InlineData(new byte[] { 0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })] // an offset beyond 32 bits
    [InlineData(new byte[] { 0x0E, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00 })] // a number beyond 64 bits
    public void What_has_no_meaning_here_makes_the_entry_unreadable(byte[] program)
    {
        var tables = new SyntheticTables(program);
        UnwindSections sections = tables.Sections;
        Assert.True(FrameDescriptionEntry.TryFind(sections, Start, out FrameDescriptionEntry entry));
        Assert.False(CallFrameInterpreter.TryExecute(sections.Frames, entry, Start, out _));
        Assert.False(FrameDescription.TryRead(sections, Start, out _));
    }

    [Fact]
    public void What_comes_after_the_instruction_asked_for_is_not_executed()
    {
        CallFrameRow row = Execute([0x41, 0x3F], 0);
        Assert.Equal(Start + 1, row.End);
    }

    private static CallFrameRow Execute(byte[] program, ulong offset)
    {
        var tables = new SyntheticTables(program);
        UnwindSections sections = tables.Sections;
        Assert.True(FrameDescriptionEntry.TryFind(sections, Start + offset, out FrameDescriptionEntry entry));
        Assert.True(CallFrameInterpreter.TryExecute(sections.Frames, entry, Start + offset, out CallFrameRow row));
        return row;
    }

    private static (RegisterRuleKind Kind, int Operand) Rule(in CallFrameRow row, int register) =>
        (row.Registers[register].Kind, row.Registers[register].Operand);
}
