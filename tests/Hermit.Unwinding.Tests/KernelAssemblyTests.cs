using System.Buffers.Binary;
using Hermit.Unwinding;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>A stack walk may pass any function that is written in assembly, so each must say how its frame is undone.</summary>
public sealed class KernelAssemblyTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    // Run in 32-bit mode, before there is anything to walk.
    private static readonly string[] s_boot = ["HermitEntry32", "HermitBoot", "HermitCheckMachine", "HermitEnterLongMode", "HermitTurnLongModeOn", "ProcessorEntry32"];

    // Keeps the address to throw at in a register for its first instructions.
    private const string FaultEntry = "RhpThrowHwEx";

    [Fact]
    public void Every_function_has_unwind_information_for_every_instruction()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        ulong managedStart = fixture.Image.Symbols["__start___managedcode"];
        ulong managedEnd = fixture.Image.Symbols["__stop___managedcode"];
        int count = 0;
        foreach ((string name, ulong start, ulong size) in fixture.Image.Functions)
        {
            if (s_boot.Contains(name) || (start >= managedStart && start < managedEnd) || !IsAssembly(name))
            {
                continue;
            }

            count++;
            for (ulong instruction = start; instruction < start + size; instruction++)
            {
                Assert.True(FrameDescriptionEntry.TryFind(sections, instruction, out FrameDescriptionEntry entry), $"{name}+{instruction - start}");
                Assert.True(CallFrameInterpreter.TryExecute(sections.Frames, entry, instruction, out CallFrameRow row), name);
                Assert.True(FrameLayout.TryFrom(row, out _) || name == FaultEntry || IsOnCatchersStack(row), $"{name}+{instruction - start}");
            }
        }

        Assert.True(count > 30, $"{count} functions are too few for a kernel");
    }

    // The jump into the frame that catches: its address is in a register, and there is no caller to find.
    private static bool IsOnCatchersStack(in CallFrameRow row) => row.Registers[DwarfRegisters.ReturnAddress].Kind == RegisterRuleKind.Register;

    [Fact]
    public void Every_helper_whose_faults_are_its_callers_can_be_undone_to_its_caller()
    {
        UnwindSections sections = new Tables(fixture.Image).Sections;
        (ulong constants, byte[] bytes) = fixture.Image.GetSection(".rodata");
        ulong end = fixture.Image.Symbols["FaultHelpersEnd"];
        int count = 0;
        for (ulong at = fixture.Image.Symbols["FaultHelpers"]; at < end; at += sizeof(ulong))
        {
            ulong helper = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((int)(at - constants)));
            if (helper == 0)
            {
                // Written in C#, which is not part of this image.
                continue;
            }

            count++;
            Assert.True(FrameDescription.TryRead(sections, helper, out FrameDescription description));
            Assert.Equal(helper, description.FunctionStart);
            Assert.Equal((DwarfRegisters.Rsp, 8, 1), (description.Layout.FrameRegister, description.Layout.FrameOffset, description.Layout.ReturnAddress));
        }

        Assert.True(count >= 6, $"only {count} helpers are in the image");
    }

    // The compiler's own symbols join a class and its member with two underscores.
    private static bool IsAssembly(string name) => !name.Contains("__", StringComparison.Ordinal);
}
