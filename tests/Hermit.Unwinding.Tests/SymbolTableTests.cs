using System.Text;
using Hermit.Runtime.Exceptions;
using Hermit.Unwinding.Tests.Support;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>The names that a panic prints.</summary>
public sealed class SymbolTableTests
{
    private const ulong ImageStart = 0x20_0000;

    [Theory]
    [InlineData(0x100, "Hermit.First", 0)]
    [InlineData(0x11F, "Hermit.First", 0x1F)]
    [InlineData(0x120, "Hermit.Second", 0)]
    [InlineData(0x200, "Hermit.Third", 0x10)]
    public void An_address_has_the_name_of_its_function(int offset, string expected, int expectedOffset)
    {
        var table = new SymbolTable(ImageStart, MakeTable());
        Assert.True(table.TryFind(ImageStart + (ulong)offset, out ReadOnlySpan<byte> name, out ulong found));
        Assert.Equal((expected, (ulong)expectedOffset), (Encoding.UTF8.GetString(name), found));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFF)]
    [InlineData(0x130)]
    [InlineData(0x300)]
    [InlineData(-1)]
    public void An_address_between_functions_has_none(int offset) =>
        Assert.False(new SymbolTable(ImageStart, MakeTable()).TryFind(ImageStart + (ulong)(long)offset, out _, out _));

    [Fact]
    public void A_damaged_table_gives_a_wrong_name_or_none()
    {
        byte[] whole = MakeTable();
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = whole[..random.Next(whole.Length + 1)];
            if (damaged.Length > 0)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            new SymbolTable(ImageStart, damaged).TryFind(ImageStart + (ulong)random.Next(0x400), out ReadOnlySpan<byte> name, out _);
            Assert.True(name.Length <= whole.Length);
        }
    }

    private static byte[] MakeTable()
    {
        byte[] names = Encoding.UTF8.GetBytes("Hermit.First\0Hermit.Second\0Hermit.Third\0");
        return
        [
            .. "HSYM"u8, .. SyntheticTables.Word(3), .. SyntheticTables.Word(names.Length),
            .. SyntheticTables.Word(0x100), .. SyntheticTables.Word(0x20), .. SyntheticTables.Word(0),
            .. SyntheticTables.Word(0x120), .. SyntheticTables.Word(0x10), .. SyntheticTables.Word(13),
            .. SyntheticTables.Word(0x1F0), .. SyntheticTables.Word(0x40), .. SyntheticTables.Word(27),
            .. names,
        ];
    }
}
