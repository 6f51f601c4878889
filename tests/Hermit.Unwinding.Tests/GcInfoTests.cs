using Hermit.Unwinding.Tests.Support;
using Iced.Intel;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>
/// GC information of every method of a real program. No other reader is to be had here; the oracles are the code, disassembled, and the
/// frame's own unwind information.
/// </summary>
public sealed class GcInfoTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    private const int Rax = 0;
    private const int Rdx = 1;

    private static readonly int[] s_calleeSaved =
        [DwarfRegisters.Rbx, DwarfRegisters.Rbp, DwarfRegisters.R12, DwarfRegisters.R13, DwarfRegisters.R14, DwarfRegisters.R15];

    [Fact]
    public void The_code_length_of_every_method_reaches_to_the_end_of_its_last_function()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        Dictionary<ulong, ulong> ends = MethodEnds(tables);
        int checkedMethods = 0;
        foreach (Method method in Methods(tables))
        {
            Assert.True(GcInfo.TryRead(sections.Image, method.GcInfo, out GcInfo info), $"{method.Start:x}");
            Assert.Equal(ends[method.Start] - method.Start, info.Header.CodeLength);
            checkedMethods++;
        }

        Assert.True(checkedMethods > 1_000, $"{checkedMethods} methods are too few for a program");
    }

    [Fact]
    public void Every_safe_point_is_the_return_address_of_a_call()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        int count = 0;
        foreach (Method method in Methods(tables))
        {
            Assert.True(GcInfo.TryRead(sections.Image, method.GcInfo, out GcInfo info));
            HashSet<uint> calls = [.. Calls(method.Start, info.Header.CodeLength)];
            uint previous = 0;
            for (uint index = 0; index < info.Header.SafePointCount; index++)
            {
                uint at = info.GetSafePoint(index);
                Assert.True(calls.Contains(at), $"{method.Start:x}+{at:x} is no call");
                Assert.True(index == 0 || at > previous);
                Assert.True(info.TryFindSafePoint(at, out uint found) && found == index);
                previous = at;
                count++;
            }
        }

        Assert.True(count > 5_000, $"{count} safe points are too few for a program");
    }

    [Fact]
    public void Live_slots_of_every_call_lie_in_the_frame_or_in_registers_that_survive_it()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        var found = new Dictionary<GcInfoResult, int>();
        var unknownCalls = new HashSet<ulong>();
        int slots = 0, registers = 0, ranges = 0;
        foreach (Method method in Methods(tables))
        {
            Assert.True(GcInfo.TryRead(sections.Image, method.GcInfo, out GcInfo info));
            ranges += info.Header.RangeCount > 0 ? 1 : 0;
            foreach (uint offset in Calls(method.Start, info.Header.CodeLength))
            {
                Assert.True(FrameDescription.TryRead(sections, method.Start + offset - 1, out FrameDescription frame));
                var visitor = new Collecting { Slots = [] };
                GcInfoResult result = info.VisitLive(offset, withUntracked: true, ref visitor);
                found[result] = found.GetValueOrDefault(result) + 1;
                Assert.NotEqual(GcInfoResult.Malformed, result);
                if (result == GcInfoResult.Unknown)
                {
                    unknownCalls.Add(GetTarget(method.Start + offset));
                }

                foreach (GcSlot slot in visitor.Slots)
                {
                    slots++;
                    registers += slot.Base == GcSlotBase.Register ? 1 : 0;
                    AssertPlace(method.Start + offset, slot, info.Header, frame);
                }
            }
        }

        Assert.True(slots > 10_000, $"{slots} slots are too few for a program");
        Assert.True(registers > 1_000, $"{registers} registers are too few for a program");
        Assert.True(ranges > 10, $"{ranges} interruptible methods are too few");
        Assert.True(found[GcInfoResult.Complete] > 5 * found.GetValueOrDefault(GcInfoResult.Unknown), string.Join(' ', found));

        // Calls that are no safe points are those of helpers in assembly, or of functions that the fixture is not linked with.
        HashSet<ulong> starts = [.. Methods(tables).Select(method => method.Start)];
        Assert.All(unknownCalls, call => Assert.DoesNotContain(call, starts));
    }

    [Fact]
    public void Information_that_is_cut_off_or_damaged_is_refused_or_shows_slots_of_any_kind_but_is_read_within_its_bounds()
    {
        var tables = new Tables(fixture.Image);
        UnwindSections sections = tables.Sections;
        var random = new Random(5);
        foreach (Method method in Methods(tables).Where((_, index) => index % 10 == 0))
        {
            byte[] bytes = sections.Image.From(method.GcInfo).Slice(0, Math.Min(64, sections.Image.From(method.GcInfo).Length)).ToArray();
            for (int length = 0; length < bytes.Length; length += 7)
            {
                byte[] damaged = bytes[..length];
                if (length > 0)
                {
                    damaged[random.Next(length)] ^= (byte)(1 << random.Next(8));
                }

                if (GcInfo.TryRead(new AddressedBytes(0x1000, damaged), 0x1000, out GcInfo info))
                {
                    var visitor = new Collecting { Slots = [] };
                    info.VisitLive((uint)random.Next(0, 200), withUntracked: true, ref visitor);
                }
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 0b0000_0010 }, 2, 2, -2)]
    [InlineData(new byte[] { 0b0000_1101 }, 2, 5, 5)]
    [InlineData(new byte[] { 0b0001_1101 }, 2, 13, -3)]
    [InlineData(new byte[] { 0b1000_0001, 0b0000_0001 }, 7, 129, 129)]
    [InlineData(new byte[] { 0b1111_1111 }, 2, 0, 0)]
    [InlineData(new byte[] { 0b0000_0001 }, 8, 0, 0)]
    public void Numbers_come_in_groups_of_bits_each_with_a_bit_that_says_whether_another_follows(byte[] bytes, int group, uint unsigned, int signed)
    {
        var cursor = new BitCursor(bytes);
        uint number = cursor.ReadUnsigned(group);
        Assert.Equal(unsigned == 0, cursor.Failed);
        Assert.True(cursor.Failed || number == unsigned);
        cursor = new BitCursor(bytes);
        int signedNumber = cursor.ReadSigned(group);
        Assert.True(cursor.Failed || signedNumber == signed);
    }

    private static void AssertPlace(ulong at, in GcSlot slot, in GcInfoHeader header, in FrameDescription frame)
    {
        string what = $"{at:x}: {slot.Base} {slot.Place} {slot.Flags}";
        Assert.True((slot.Flags & ~(GcSlotFlags.Interior | GcSlotFlags.Pinned)) == 0, what);
        switch (slot.Base)
        {
            case GcSlotBase.Register:
                // Also the registers in which the call returns references; in an interruptible range, any that was live before it.
                Assert.InRange(slot.Place, 0, DwarfRegisters.ReturnAddress - 1);
                Assert.True(header.RangeCount > 0 || slot.Place is Rax or Rdx || s_calleeSaved.Contains(slot.Place), what);
                break;
            case GcSlotBase.FrameRegister:
                Assert.True(header.StackBaseRegister == DwarfRegisters.Rbp, what);
                Assert.InRange(slot.Place, -0x10_0000, 0x1_0000);
                break;
            case GcSlotBase.StackPointer:
                Assert.True(slot.Place >= 0, what);
                Assert.True(frame.Layout.FrameRegister != DwarfRegisters.Rsp || slot.Place < frame.Layout.FrameOffset + 0x1000, what);
                break;
            default:
                Assert.InRange(slot.Place, -0x10_0000, 0x1_0000);
                break;
        }
    }

    private static Dictionary<ulong, ulong> MethodEnds(Tables tables)
    {
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

        return ends;
    }

    private static List<Method> Methods(Tables tables)
    {
        UnwindSections sections = tables.Sections;
        var methods = new List<Method>();
        foreach (ulong start in tables.FunctionStarts)
        {
            if (FrameDescriptionEntry.TryFind(sections, start, out FrameDescriptionEntry entry) && entry.LanguageData != 0 &&
                FrameDescription.TryRead(sections, start, out FrameDescription description) && !description.Method.IsFunclet)
            {
                methods.Add(new Method(start, description.Method.GcInfo));
            }
        }

        return methods;
    }

    // The distances of return addresses from the method's start.
    private List<uint> Calls(ulong start, uint length)
    {
        (ulong address, byte[] code) = fixture.Image.GetSection("__managedcode");
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(code, (int)(start - address), (int)length));
        var calls = new List<uint>();
        while (decoder.IP < length)
        {
            decoder.Decode(out Instruction instruction);
            if (instruction.FlowControl is FlowControl.Call or FlowControl.IndirectCall)
            {
                calls.Add((uint)decoder.IP);
            }
        }

        return calls;
    }

    // What the call that returns to an address calls.
    private ulong GetTarget(ulong returnAddress)
    {
        (ulong address, byte[] code) = fixture.Image.GetSection("__managedcode");
        int end = (int)(returnAddress - address);
        Assert.Equal(0xE8, code[end - 5]);
        return returnAddress + (ulong)BitConverter.ToInt32(code, end - 4);
    }

    private record struct Method(ulong Start, ulong GcInfo);

    private struct Collecting : IGcSlotVisitor
    {
        public List<GcSlot> Slots;

        public readonly void Visit(in GcSlot slot) => Slots.Add(slot);
    }
}
