using FsCheck;
using FsCheck.Fluent;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>The header on the wire: RFC 9293, 3.1 and 3.2; RFC 2018, 3; RFC 7323, 2.2 and 3.2.</summary>
public class TcpHeaderTests
{
    [Fact]
    public void Reads_a_SYN_of_Linux()
    {
        // From a capture: ports 40000 to 80, MSS 1460, SACK permitted, timestamps 0x11223344 and 0, window scale 7.
        byte[] wire = Convert.FromHexString("9C400050DEADBEEF00000000A002FAF01234000002 0405B40402080A112233440000000001030307".Replace(" ", ""));
        Assert.True(TcpHeader.TryParse(wire, out TcpHeader header, out int length));
        Assert.Equal(40, length);
        Assert.Equal(40000, header.SourcePort);
        Assert.Equal(80, header.DestinationPort);
        Assert.Equal(0xDEADBEEF, header.Sequence.Value);
        Assert.Equal(TcpFlags.Syn, header.Flags);
        Assert.Equal(64240, header.Window);
        Assert.Equal(1460, header.MaximumSegment);
        Assert.True(header.SackPermitted && header.HasTimestamps && header.HasWindowScale);
        Assert.Equal(0x11223344u, header.TimestampValue);
        Assert.Equal(7, header.WindowScale);
        byte[] again = new byte[40];
        header.Emit(again);
        wire[16] = wire[17] = 0;
        Assert.Equal(wire, again);
    }

    [Theory]
    [InlineData("9C400050DEADBEEF000000004002FAF012340000", "shorter than a header can be")]
    [InlineData("9C400050DEADBEEF000000006002FAF012340000", "longer than the segment")]
    [InlineData("9C400050DEADBEEF000000006002FAF0123400000200", "an option without its length")]
    [InlineData("9C400050DEADBEEF000000006002FAF01234000002010000", "an option shorter than its own head")]
    [InlineData("9C400050DEADBEEF000000006002FAF01234000001010205", "an option that ends behind the header")]
    [InlineData("9C400050DEADBEEF0000", "no header")]
    public void Refuses_what_does_not_fit(string wire, string why) =>
        Assert.False(TcpHeader.TryParse(Convert.FromHexString(wire), out _, out _), why);

    [Theory]
    [InlineData("9C400050DEADBEEF000000006002FAF01234000000FFFFFF")]
    [InlineData("9C400050DEADBEEF000000006002FAF012340000FE040000")]
    [InlineData("9C400050DEADBEEF000000006002FAF01234000002030500")]
    public void Passes_over_what_it_does_not_know(string wire)
    {
        Assert.True(TcpHeader.TryParse(Convert.FromHexString(wire), out TcpHeader header, out int length));
        Assert.Equal(24, length);
        Assert.Equal(0, header.MaximumSegment);
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var headers =
            from numbers in Gen.Choose(int.MinValue, int.MaxValue).Select(number => (uint)number).ListOf(16)
            from options in Gen.Choose(0, 15)
            from sacks in Gen.Choose(0, 4)
            select Make([.. numbers], options, sacks);
        Prop.ForAll(headers.ToArbitrary(), header =>
        {
            byte[] wire = new byte[header.HeaderBytes() + 7];
            header.Emit(wire);
            Assert.True(TcpHeader.TryParse(wire, out TcpHeader parsed, out int length));
            Assert.Equal(header.HeaderBytes(), length);
            Assert.Equal(Describe(header), Describe(parsed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Effort.Cases(2000)));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(Effort.Seed());
        byte[] wire = new byte[80];
        for (int i = 0; i < Effort.Cases(200_000); i++)
        {
            random.NextBytes(wire);
            int length = random.Next(wire.Length);
            if (TcpHeader.TryParse(wire.AsSpan(0, length), out TcpHeader header, out int headerBytes))
            {
                Assert.InRange(headerBytes, TcpHeader.MinimumBytes, Math.Min(length, TcpHeader.MaximumBytes));
                Assert.InRange(header.SackCount, 0, 4);
            }
        }
    }

    [Theory]
    [InlineData(0xFFFF_FFF0u, 0x10u)]
    [InlineData(0u, 1u)]
    [InlineData(0x7FFF_FFFFu, 0x8000_0000u)]
    public void Numbers_are_ordered_around_their_end(uint before, uint after)
    {
        var first = new TcpSequence(before);
        var second = new TcpSequence(after);
        Assert.True(first < second && second > first && first <= second && second >= first && first != second);
        Assert.Equal(second, TcpSequence.Max(first, second));
        Assert.Equal(first, TcpSequence.Min(first, second));
        Assert.Equal(second, first + (uint)(second - first));
    }

    private static string Describe(TcpHeader header)
    {
        IEnumerable<string> sacks = Enumerable.Range(0, header.SackCount).Select(i => $"{header.Sack(i).Start.Value}-{header.Sack(i).End.Value}");
        return $"{header.SourcePort} {header.DestinationPort} {header.Sequence.Value} {header.Acknowledgement.Value} {header.Flags} {header.Window} {header.UrgentPointer} "
            + $"{header.MaximumSegment} {header.HasTimestamps} {header.TimestampValue} {header.TimestampEcho} {header.HasWindowScale} {header.WindowScale} {header.SackPermitted} "
            + string.Join(',', sacks);
    }

    private static TcpHeader Make(uint[] numbers, int options, int sacks)
    {
        TcpHeader header = default;
        header.SourcePort = (ushort)numbers[0];
        header.DestinationPort = (ushort)numbers[1];
        header.Sequence = new TcpSequence(numbers[2]);
        header.Acknowledgement = new TcpSequence(numbers[3]);
        header.Window = (ushort)numbers[4];
        header.UrgentPointer = (ushort)numbers[5];
        header.Flags = (TcpFlags)numbers[6];
        header.MaximumSegment = (options & 1) != 0 ? (ushort)(numbers[7] | 1) : (ushort)0;
        header.HasTimestamps = (options & 2) != 0;
        header.TimestampValue = header.HasTimestamps ? numbers[8] : 0;
        header.TimestampEcho = header.HasTimestamps ? numbers[9] : 0;
        header.HasWindowScale = (options & 4) != 0;
        header.WindowScale = header.HasWindowScale ? (byte)numbers[10] : (byte)0;
        header.SackPermitted = (options & 8) != 0;
        for (int i = 0; i < sacks && header.SackRoom() > 0; i++)
        {
            header.AddSack(new TcpSequence(numbers[11 + i]), new TcpSequence(numbers[12 + i]));
        }

        return header;
    }
}
