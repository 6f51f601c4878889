using Hermit.Unwinding;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>Undoing a frame on a stack.</summary>
public sealed class FrameLayoutTests
{
    private const ulong StackStart = 0x7000_0000;
    private readonly ulong[] _stack = new ulong[32];

    private StackWords Stack => new(StackStart, _stack);

    [Fact]
    public void Saved_registers_come_from_the_stack_and_the_others_stay()
    {
        FrameLayout layout = new() { FrameRegister = DwarfRegisters.Rbp, FrameOffset = 16, WordCount = 4, ReturnAddress = 1, Rbp = 2, Rbx = 3, R14 = 4 };
        Push(0x40, 0x401234);
        Push(0x38, 0x1111);
        Push(0x30, 0x2222);
        Push(0x28, 0x3333);
        UnwindRegisters registers = new() { InstructionPointer = 1, StackPointer = StackStart + 8, FramePointer = StackStart + 0x38, Rbx = 2, R12 = 12, R13 = 13, R14 = 14, R15 = 15 };
        Assert.True(layout.TryUndo(ref registers, Stack));
        Assert.Equal((0x401234u, StackStart + 0x48, 0x1111u, 0x2222u), (registers.InstructionPointer, registers.StackPointer, registers.FramePointer, registers.Rbx));
        Assert.Equal((12u, 13u, 0x3333u, 15u), (registers.R12, registers.R13, registers.R14, registers.R15));
    }

    [Fact]
    public void An_interrupted_frame_has_its_own_stack_pointer()
    {
        FrameLayout layout = new() { FrameRegister = DwarfRegisters.Rsp, FrameOffset = 0x40, WordCount = 4, ReturnAddress = 4, Rsp = 2 };
        Push(0x28, 0x401234);
        Push(0x38, StackStart + 0x80);
        UnwindRegisters registers = new() { StackPointer = StackStart + 8 };
        Assert.True(layout.TryUndo(ref registers, Stack));
        Assert.Equal((0x401234u, StackStart + 0x80), (registers.InstructionPointer, registers.StackPointer));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(StackStart - 1)]
    [InlineData(StackStart + 4)]
    [InlineData(StackStart + 249)]
    [InlineData(StackStart + 0x1000)]
    [InlineData(ulong.MaxValue - 3)]
    public void A_frame_outside_the_stack_is_refused_and_nothing_changes(ulong stackPointer)
    {
        FrameLayout layout = new() { FrameRegister = DwarfRegisters.Rsp, FrameOffset = 8, WordCount = 1, ReturnAddress = 1 };
        UnwindRegisters registers = new() { InstructionPointer = 5, StackPointer = stackPointer };
        Assert.False(layout.TryUndo(ref registers, Stack));
        Assert.Equal((5u, stackPointer), (registers.InstructionPointer, registers.StackPointer));
    }

    [Fact]
    public void A_stack_that_does_not_shrink_is_refused()
    {
        FrameLayout layout = new() { FrameRegister = DwarfRegisters.Rbp, FrameOffset = 16, WordCount = 1, ReturnAddress = 1 };
        UnwindRegisters registers = new() { StackPointer = StackStart + 0x60, FramePointer = StackStart + 0x20 };
        Assert.False(layout.TryUndo(ref registers, Stack));
    }

    [Fact]
    public void The_outermost_frame_has_no_caller()
    {
        CallFrameRow row = default;
        row.FrameRegister = DwarfRegisters.Rsp;
        row.FrameOffset = 8;
        row.Registers[DwarfRegisters.ReturnAddress] = new RegisterRule(RegisterRuleKind.Undefined, 0);
        Assert.True(FrameLayout.TryFrom(row, out FrameLayout layout));
        Assert.True(layout.IsOutermost);
        UnwindRegisters registers = new() { StackPointer = StackStart };
        Assert.False(layout.TryUndo(ref registers, Stack));
    }

    [Theory]
    [InlineData(RegisterRuleKind.Register)]
    [InlineData(RegisterRuleKind.ValueOffset)]
    [InlineData(RegisterRuleKind.Undefined)]
    public void A_rule_that_cannot_be_held_is_refused(RegisterRuleKind kind)
    {
        CallFrameRow row = default;
        row.Registers[DwarfRegisters.ReturnAddress] = new RegisterRule(RegisterRuleKind.Offset, -8);
        row.Registers[DwarfRegisters.Rbx] = new RegisterRule(kind, DwarfRegisters.R12);
        Assert.False(FrameLayout.TryFrom(row, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-12)]
    [InlineData(-2048)]
    [InlineData(int.MinValue)]
    public void A_place_that_is_no_word_below_the_frame_is_refused(int offset)
    {
        CallFrameRow row = default;
        row.Registers[DwarfRegisters.ReturnAddress] = new RegisterRule(RegisterRuleKind.Offset, offset);
        Assert.False(FrameLayout.TryFrom(row, out _));
    }

    [Fact]
    public void A_frame_that_counts_from_a_register_nobody_tracks_is_refused()
    {
        const int Rax = 0;
        FrameLayout layout = new() { FrameRegister = Rax, FrameOffset = 8, WordCount = 1, ReturnAddress = 1 };
        UnwindRegisters registers = new() { StackPointer = StackStart };
        Assert.False(layout.TryUndo(ref registers, Stack));
    }

    private void Push(int offset, ulong value) => _stack[offset / sizeof(ulong)] = value;
}
