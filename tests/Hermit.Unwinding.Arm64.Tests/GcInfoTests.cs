using System.Buffers.Binary;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>GC information of every method of a real program for AArch64; the oracles are the code and the frame's own unwind information.</summary>
public sealed class GcInfoTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    [Fact]
    public void The_code_length_of_every_method_reaches_to_the_end_of_its_last_function()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        var ends = new Dictionary<ulong, ulong>();
        foreach (ulong start in tables.FunctionStarts)
        {
            if (FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry) && entry.LanguageData != 0 &&
                FrameDescription.TryRead(sections, start, out FrameDescription description))
            {
                ulong method = description.Method.MethodStart;
                ends[method] = Math.Max(ends.GetValueOrDefault(method), entry.FunctionEnd);
            }
        }

        foreach ((ulong start, ulong address) in Methods(tables))
        {
            Assert.True(GcInfo.TryRead(sections.Image, address, out GcInfo info), $"{start:x}");
            Assert.Equal(ends[start] - start, info.Header.CodeLength);
        }
    }

    [Fact]
    public void Every_safe_point_is_the_return_address_of_a_call()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        (ulong start, byte[] code) = fixture.Image.GetSection("__managedcode");
        int count = 0;
        foreach ((ulong method, ulong address) in Methods(tables))
        {
            Assert.True(GcInfo.TryRead(sections.Image, address, out GcInfo info));
            for (uint index = 0; index < info.Header.SafePointCount; index++, count++)
            {
                uint at = info.GetSafePoint(index);
                uint call = BinaryPrimitives.ReadUInt32LittleEndian(code.AsSpan((int)(method + at - 4 - start)));
                Assert.True((call & 0xFC00_0000) == 0x9400_0000 || (call & 0xFFFF_FC1F) == 0xD63F_0000, $"{method:x}+{at:x} is no call");
                Assert.True(info.TryFindSafePoint(at, out uint found) && found == index);
            }
        }

        Assert.True(count > 5_000, $"{count} safe points are too few for a program");
    }

    [Fact]
    public void Live_slots_of_every_safe_point_lie_in_the_frame_or_in_registers_that_survive_calls()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        int slots = 0, registers = 0;
        foreach ((ulong method, ulong address) in Methods(tables))
        {
            Assert.True(GcInfo.TryRead(sections.Image, address, out GcInfo info));
            for (uint index = 0; index < info.Header.SafePointCount; index++)
            {
                var visitor = new Collecting { Slots = [] };
                Assert.Equal(GcInfoResult.Complete, info.VisitLive(info.GetSafePoint(index), withUntracked: true, ref visitor));
                foreach (GcSlot slot in visitor.Slots)
                {
                    slots++;
                    registers += slot.Base == GcSlotBase.Register ? 1 : 0;
                    AssertPlace($"{method:x}+{info.GetSafePoint(index):x}", slot, info.Header);
                }
            }
        }

        Assert.True(slots > 10_000, $"{slots} slots are too few for a program");
        Assert.True(registers > 1_000, $"{registers} registers are too few for a program");
    }

    private static void AssertPlace(string at, in GcSlot slot, in GcInfoHeader header)
    {
        string what = $"{at}: {slot.Base} {slot.Place} {slot.Flags}";
        Assert.True((slot.Flags & ~(GcSlotFlags.Interior | GcSlotFlags.Pinned)) == 0, what);
        switch (slot.Base)
        {
            case GcSlotBase.Register:
                // Also X0 and X1, in which the call returns references; in an interruptible range, any that was live before it.
                Assert.True(slot.Place is 0 or 1 or (>= DwarfRegisters.X19 and < DwarfRegisters.Fp) || header.RangeCount > 0, what);
                break;
            case GcSlotBase.FrameRegister:
                Assert.True(header.StackBaseRegister == DwarfRegisters.Fp, what);
                Assert.InRange(slot.Place, -0x10_0000, 0x1_0000);
                break;
            default:
                Assert.InRange(slot.Place, slot.Base == GcSlotBase.StackPointer ? 0 : -0x10_0000, 0x1_0000);
                break;
        }
    }

    private static List<(ulong Start, ulong GcInfo)> Methods(Tables tables)
    {
        UnwindSections sections = tables.Sections;
        var methods = new List<(ulong, ulong)>();
        foreach (ulong start in tables.FunctionStarts)
        {
            if (FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry) && entry.LanguageData != 0 &&
                FrameDescription.TryRead(sections, start, out FrameDescription description) && !description.Method.IsFunclet)
                methods.Add((start, description.Method.GcInfo));
        }

        Assert.True(methods.Count > 1_000, $"{methods.Count} methods are too few for a program");
        return methods;
    }

    private struct Collecting : IGcSlotVisitor
    {
        public List<GcSlot> Slots;

        public readonly void Visit(in GcSlot slot) => Slots.Add(slot);
    }
}
