using Hermit.Unwinding;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>The encoding of clauses and of a method's data, byte by byte.</summary>
public sealed class ExceptionClauseTests
{
    private const ulong Method = SyntheticTables.FunctionStart;

    [Theory]
    [InlineData(0u)]
    [InlineData(127u)]
    [InlineData(128u)]
    [InlineData(16_383u)]
    [InlineData(16_384u)]
    [InlineData(2_097_151u)]
    [InlineData(2_097_152u)]
    [InlineData(268_435_455u)]
    [InlineData(268_435_456u)]
    [InlineData(uint.MaxValue >> 2)]
    public void Numbers_of_every_length_are_read(uint number)
    {
        byte[] clauses = [.. Encode(1), .. Encode(number), .. Encode(2 << 2 | 1), .. Encode(number)];
        ExceptionClause clause = Assert.Single(Read(clauses));
        Assert.Equal((number, number + 2), (clause.TryStart, clause.TryEnd));
        Assert.Equal((ExceptionClauseKind.Fault, Method + number), (clause.Kind, clause.Handler));
    }

    [Fact]
    public void Each_kind_has_the_operands_it_needs()
    {
        byte[] clauses =
        [
            .. Encode(3),
            .. Encode(4), .. Encode((6 << 2) | 0), .. Encode(0x50), .. SyntheticTables.Word(-16),
            .. Encode(4), .. Encode((6 << 2) | 2), .. Encode(0x60), .. Encode(0x70),
            .. Encode(2), .. Encode((9 << 2) | 1), .. Encode(0x80),
        ];
        List<ExceptionClause> read = Read(clauses);
        Assert.Equal([ExceptionClauseKind.Typed, ExceptionClauseKind.Filter, ExceptionClauseKind.Fault], read.Select(clause => clause.Kind));
        Assert.Equal(SyntheticTables.DataStart + 5 + 4 - 16, read[0].Type);
        Assert.Equal((Method + 0x60, Method + 0x70), (read[1].Handler, read[1].Filter));
        Assert.Equal((2u, 11u, Method + 0x80), (read[2].TryStart, read[2].TryEnd, read[2].Handler));
    }

    [Fact]
    public void A_kind_that_does_not_exist_ends_the_enumeration() => Assert.Empty(Read([.. Encode(1), .. Encode(0), .. Encode((1 << 2) | 3), .. Encode(0)]));

    [Fact]
    public void A_body_has_its_clauses_behind_the_associated_data()
    {
        MethodData method = ReadMethod([(byte)(MethodFlags.HasClauses | MethodFlags.HasAssociatedData), .. SyntheticTables.Word(99), .. SyntheticTables.Word(3), 0, 0, 0]);
        Assert.Equal((Method, SyntheticTables.DataStart + 8), (method.MethodStart, method.Clauses));
        Assert.Equal(SyntheticTables.DataStart + 1 + 99, method.AssociatedData);
        Assert.False(method.IsFunclet);
        Assert.True(method.HasFramePointer);
    }

    [Fact]
    public void A_funclet_shares_the_clauses_of_its_body()
    {
        byte[] data =
        [
            (byte)MethodFlags.Handler, .. SyntheticTables.Word(8), .. SyntheticTables.Word(0x80),
            (byte)MethodFlags.HasClauses, .. SyntheticTables.Word(0),
        ];
        MethodData method = ReadMethod(data);
        Assert.True(method.IsFunclet);
        Assert.Equal((Method - 0x80, SyntheticTables.DataStart + 10), (method.MethodStart, method.Clauses));
    }

    [Fact]
    public void A_funclet_of_a_funclet_is_refused()
    {
        byte[] data = [(byte)MethodFlags.Filter, .. SyntheticTables.Word(8), .. SyntheticTables.Word(0), (byte)MethodFlags.Handler, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.False(FrameDescription.TryRead(new SyntheticTables([], data, "zRL").Sections, Method, out _));
    }

    private static MethodData ReadMethod(byte[] data)
    {
        Assert.True(FrameDescription.TryRead(new SyntheticTables([], data, "zRL").Sections, Method, out FrameDescription description));
        return description.Method;
    }

    private static List<ExceptionClause> Read(byte[] clauses)
    {
        // A body's data that points right behind itself.
        byte[] data = [(byte)MethodFlags.HasClauses, .. SyntheticTables.Word(sizeof(int)), .. clauses];
        AddressedBytes image = new SyntheticTables([], data, "zRL").Sections.Image;
        Assert.True(ExceptionClauseReader.TryStart(image, ReadMethod(data), out ExceptionClauseReader reader));
        var read = new List<ExceptionClause>();
        while (reader.TryReadNext(image, out ExceptionClause clause))
        {
            read.Add(clause);
        }

        return read;
    }

    /// <summary>The writer's side of the encoding.</summary>
    private static byte[] Encode(uint number)
    {
        int length = number < 1 << 7 ? 1 : number < 1 << 14 ? 2 : number < 1 << 21 ? 3 : number < 1 << 28 ? 4 : 5;
        ulong bits = length == 5 ? ((ulong)number << 8) | 0xF : ((ulong)number << length) | ((1u << (length - 1)) - 1);
        return BitConverter.GetBytes(bits)[..length];
    }
}
