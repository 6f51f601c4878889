using Hermit.Unwinding;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>Damaged tables may make a walk end early. They may not make it read elsewhere, throw or hang.</summary>
public sealed class HostileTableTests(FixtureImage fixture) : IClassFixture<FixtureImage>
{
    private const int MostClauses = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Flipped_bits_anywhere_are_survived(int seed)
    {
        var random = new Random(seed);
        var tables = new Tables(fixture.Image);
        List<ulong> starts = tables.FunctionStarts;
        int readable = 0;
        const int Rounds = 20_000;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = tables.Contents[random.Next(3)];
            int at = random.Next(damaged.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));
            readable += ReadAll(tables.Sections, starts[random.Next(starts.Count)] + (ulong)random.Next(64)) ? 1 : 0;
        }

        Assert.InRange(readable, 1, Rounds - 1);
    }

    [Fact]
    public void Tables_cut_off_at_any_length_are_survived()
    {
        UnwindSections whole = new Tables(fixture.Image).Sections;
        ulong instruction = fixture.Image.Symbols["Fixture_Fixture_Program__Clauses"];
        Assert.True(ReadAll(whole, instruction));
        Assert.True(EhFrameHeader.TryFind(whole.Header, instruction, out ulong entry));
        for (int length = 0; length < 64; length++)
        {
            UnwindSections cut = new(Cut(whole.Header, length), whole.Frames, whole.Image);
            Assert.False(FrameDescription.TryRead(cut, instruction, out _));
            cut = new(whole.Header, Cut(whole.Frames, (int)(entry - whole.Frames.Start) + (length % 24)), whole.Image);
            Assert.False(FrameDescription.TryRead(cut, instruction, out _));
            cut = new(whole.Header, whole.Frames, Cut(whole.Image, length % 4));
            Assert.False(ReadAll(cut, instruction));
        }
    }

    [Fact]
    public void Random_bytes_are_survived()
    {
        var random = new Random(4);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] program = new byte[random.Next(64)];
            byte[] data = new byte[random.Next(32)];
            random.NextBytes(program);
            random.NextBytes(data);
            var tables = new SyntheticTables(program, data, "zRL");
            ReadAll(tables.Sections, SyntheticTables.FunctionStart + (ulong)random.Next((int)SyntheticTables.FunctionSize));
        }
    }

    [Theory]
    [InlineData("eh")]
    [InlineData("zQ")]
    [InlineData("R")]
    [InlineData("zRRRRRRRRR")]
    public void An_augmentation_that_we_do_not_know_is_refused(string augmentation)
    {
        var tables = new SyntheticTables([], null, augmentation);
        Assert.False(FrameDescription.TryRead(tables.Sections, SyntheticTables.FunctionStart, out _));
    }

    [Theory]
    [InlineData(SyntheticTables.FunctionStart - 1)]
    [InlineData(SyntheticTables.FunctionStart + SyntheticTables.FunctionSize)]
    [InlineData(0UL)]
    [InlineData(ulong.MaxValue)]
    public void An_instruction_outside_every_function_is_not_described(ulong instruction) =>
        Assert.False(FrameDescription.TryRead(new SyntheticTables([]).Sections, instruction, out _));

    private static AddressedBytes Cut(AddressedBytes bytes, int length) => new(bytes.Start, bytes.Slice(bytes.Start, length));

    private static bool ReadAll(in UnwindSections sections, ulong instruction)
    {
        if (!FrameDescription.TryRead(sections, instruction, out FrameDescription description))
        {
            return false;
        }

        int count = 0;
        if (ExceptionClauseReader.TryStart(sections.Image, description.Method, out ExceptionClauseReader reader))
        {
            while (reader.TryReadNext(sections.Image, out _))
            {
                Assert.True(++count < MostClauses, "the clauses do not end");
            }
        }

        return true;
    }
}
