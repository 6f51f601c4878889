using System.Text;

using Hermit.Files;

using Xunit;

namespace Hermit.Platform.Tests;

public sealed class TextBuilderTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(7L)]
    [InlineData(-7L)]
    [InlineData(1234567890123456789L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Numbers_are_decimal(long number)
    {
        var buffer = new byte[40];
        var writer = new TextBuilder(buffer);
        writer.Write(number);
        Assert.True(writer.TryEnd());
        Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), Encoding.ASCII.GetString(buffer, 0, writer.Length));
    }

    [Theory]
    [InlineData(0ul, 16u, 1, false, "0")]
    [InlineData(255ul, 16u, 4, true, "00FF")]
    [InlineData(255ul, 8u, 2, false, "377")]
    [InlineData(ulong.MaxValue, 16u, 1, false, "ffffffffffffffff")]
    public void Numbers_have_any_base_and_leading_zeros(ulong number, uint radix, int digits, bool upper, string expected)
    {
        var buffer = new byte[40];
        var writer = new TextBuilder(buffer);
        writer.WriteUnsigned(number, radix, digits, upper);
        Assert.Equal(expected, Encoding.ASCII.GetString(buffer, 0, writer.Length));
    }

    [Theory]
    [InlineData(5, false, "1234")]
    [InlineData(6, true, "12345")]
    public void What_does_not_fit_is_cut_and_reported(int capacity, bool fits, string expected)
    {
        byte[] buffer = Enumerable.Repeat((byte)'x', 10).ToArray();
        var writer = new TextBuilder(buffer.AsSpan(0, capacity));
        writer.Write("12345"u8);
        Assert.Equal(fits, writer.TryEnd());
        Assert.Equal(5, writer.Length);
        Assert.Equal(expected + "\0x", Encoding.ASCII.GetString(buffer, 0, expected.Length + 2));
        Assert.False(new TextBuilder(default).TryEnd());
    }
}
