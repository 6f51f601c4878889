using System.Text;

namespace Hermit.Firmware.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Splits_options_and_arguments()
    {
        CommandLine line = Parse("a=1  stderr=com2 -- one \"two words\" \"\" \"a \\\"b\\\"\" c\\d x=y", CommandLineError.None);
        Assert.Equal(["one", "two words", "", "a \"b\"", "c\\d", "x=y"], Arguments(line));
        Assert.True(line.TryGetOption("stderr"u8, out ReadOnlySpan<byte> value));
        Assert.Equal("com2", Encoding.UTF8.GetString(value));
        Assert.False(line.TryGetOption("x"u8, out _));
        Assert.False(line.TryGetOption("std"u8, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("--")]
    [InlineData("a=1 -- ")]
    public void Has_no_arguments_where_there_are_none(string text) => Assert.Empty(Arguments(Parse(text, CommandLineError.None)));

    [Theory]
    [InlineData("a=1 -- \"open")]
    [InlineData("a=\"1")]
    [InlineData("\"")]
    [InlineData("-- \"a\\\"")]
    public void Tells_of_a_quote_that_does_not_end(string text) => Parse(text, CommandLineError.UnterminatedQuote);

    [Theory]
    [InlineData("quiet")]
    [InlineData("a=1 =b")]
    [InlineData("- -- x")]
    public void Tells_of_a_word_that_is_no_option(string text) => Parse(text, CommandLineError.NotAnOption);

    [Fact]
    public void Takes_the_longest_line_and_refuses_a_longer_one()
    {
        string longest = "-- " + new string('x', CommandLine.MaximumBytes - 3);
        Assert.Equal([longest[3..]], Arguments(Parse(longest, CommandLineError.None)));
        Parse(longest + "x", CommandLineError.TooLong);
        string many = "-- " + string.Concat(Enumerable.Repeat("x ", (CommandLine.MaximumBytes - 3) / 2));
        Assert.Equal((CommandLine.MaximumBytes - 3) / 2, Parse(many, CommandLineError.None).ArgumentCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Survives_any_bytes(int seed)
    {
        Random random = new(seed);
        ReadOnlySpan<byte> alphabet = "a= \"\\-\0\xff"u8;
        byte[] text = new byte[CommandLine.MaximumBytes];
        for (int round = 0; round < 2_000; round++)
        {
            int length = random.Next(round % 10 == 0 ? text.Length + 1 : 40);
            random.GetItems(alphabet, text.AsSpan(0, length));
            if (CommandLine.Parse(text.AsSpan(0, length), out CommandLine line) == CommandLineError.None)
            {
                _ = line.TryGetOption("a"u8, out _);
            }
        }
    }

    private static string[] Arguments(CommandLine line) => [.. Enumerable.Range(0, line.ArgumentCount).Select(index => Encoding.UTF8.GetString(line.Argument(index)))];

    private CommandLine Parse(string text, CommandLineError expected)
    {
        Assert.Equal(expected, CommandLine.Parse(Encoding.UTF8.GetBytes(text), out CommandLine line));
        return line;
    }
}
