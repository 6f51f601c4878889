using System.Text;

namespace Hermit.Devices.Tests;

/// <summary>What a terminal makes of keys. The oracle is POSIX, 11.1, and Linux where that leaves a choice.</summary>
public sealed class LineDisciplineTests
{
    private LineDiscipline _terminal;
    private readonly List<byte> _shown = [];
    private readonly List<int> _signals = [];

    public LineDisciplineTests() => _terminal.SetModes(TerminalModes.Initial);

    [Fact]
    public void Line_is_read_when_it_is_whole_and_shown_as_it_is_typed()
    {
        Type("hello");
        Assert.Null(Read());
        Type("\r");
        Assert.Equal("hello\n", Read());
        Assert.Equal("hello\n", Screen);
        Assert.Null(Read());
    }

    [Fact]
    public void Read_gives_one_line_and_keeps_the_rest()
    {
        Type("one\rtwo\r");
        Assert.Equal("on", Read(2));
        Assert.Equal("e\n", Read());
        Assert.Equal("two\n", Read());
    }

    [Theory]
    [InlineData("helk\u007flo\r", "hello\n", "helk\b \blo\n")]
    [InlineData("\u007f\u007fx\r", "x\n", "x\n")]
    [InlineData("größe\u007f\u007f\u007f\u007fut\r", "gut\n", "größe\b \b\b \b\b \b\b \but\n")]
    [InlineData("wrong\u0015right\r", "right\n", "wrong\b \b\b \b\b \b\b \b\b \bright\n")]
    [InlineData("one two  \u0017x\r", "one x\n", "one two  \b \b\b \b\b \b\b \b\b \bx\n")]
    [InlineData("\u0001\u007f\r", "\n", "^A\b \b\b \b\n")]
    public void Line_can_be_corrected(string keys, string line, string screen)
    {
        Type(keys);
        Assert.Equal(line, Read());
        Assert.Equal(screen, Screen);
    }

    [Fact]
    public void End_of_file_ends_the_input_once_or_a_line_without_a_new_line()
    {
        Type("\u0004");
        Assert.Equal("", Read());
        Assert.Null(Read());
        Type("part\u0004");
        Assert.Equal("part", Read());
        Assert.Null(Read());
        Type("\u0004next\r");
        Assert.Equal("", Read());
        Assert.Equal("next\n", Read());
    }

    [Fact]
    public void Some_keys_are_signals_and_drop_what_was_typed_before()
    {
        Type("abc\u0003d\r\u001c\u001a");
        Assert.Equal([LineDiscipline.Interrupt, LineDiscipline.Quit, LineDiscipline.Suspend], _signals);
        Assert.Equal("abc^Cd\n^\\^Z", Screen);
        Assert.Null(Read());
    }

    [Fact]
    public void Raw_keys_come_at_once_are_not_shown_and_are_no_signals()
    {
        _terminal.SetModes(TerminalModes.None);
        Type("a\u0003\u007f\u001b[A\r");
        Assert.Equal("a\u0003\u007f\u001b[A\r", Read());
        Assert.Empty(_signals);
        Assert.Equal("", Screen);
    }

    [Fact]
    public void Half_a_line_can_be_read_once_lines_are_off()
    {
        Type("half");
        _terminal.SetModes(TerminalModes.Signals);
        Assert.Equal("half", Read());
    }

    [Fact]
    public void Line_that_is_too_long_can_still_be_ended()
    {
        Type(new string('x', 5000));
        Type("\r");
        Assert.Equal(new string('x', 4095) + "\n", Read(8192));
        Assert.Contains('\a', Screen);
        Type("next\r");
        Assert.Equal("next\n", Read());
    }

    [Fact]
    public void Any_keys_in_any_mode_leave_it_usable()
    {
        var random = new Random(7);
        for (int round = 0; round < 200_000; round++)
        {
            if (random.Next(50) == 0)
                _terminal.SetModes((TerminalModes)random.Next(8));
            else if (random.Next(10) == 0)
                Read(random.Next(1, 300));
            else
                Type(((char)random.Next(256)).ToString());
        }

        _terminal.SetModes(TerminalModes.None);
        while (Read() is not null)
        {
        }

        _terminal.SetModes(TerminalModes.Initial);
        Type("whole\r");
        Assert.Equal("whole\n", Read());
    }

    private string Screen => Encoding.UTF8.GetString([.. _shown]);

    private void Type(string keys)
    {
        foreach (byte key in Encoding.UTF8.GetBytes(keys))
        {
            EchoBuffer echo = default;
            if (_terminal.Receive(key, ref echo) is not 0 and int signal)
                _signals.Add(signal);
            _shown.AddRange(echo.Bytes);
        }
    }

    private string? Read(int most = 4096)
    {
        var buffer = new byte[most];
        return _terminal.TryRead(buffer, out int count) ? Encoding.UTF8.GetString(buffer, 0, count) : null;
    }
}
