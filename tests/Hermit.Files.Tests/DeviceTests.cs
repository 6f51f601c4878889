using Xunit;

using Hermit.Abi;

namespace Hermit.Files.Tests;

public sealed class DeviceTests
{
    [Fact]
    public void The_null_device_takes_everything_and_gives_nothing()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/dev/null");
        Assert.Equal(3, machine.Write(file, [1, 2, 3]));
        Assert.Empty(machine.Read(file, 10));
        Assert.Equal(FileKind.CharacterDevice, machine.Status("/dev/null").Kind);
    }

    [Fact]
    public void Zero_and_random_give_as_much_as_is_asked_for()
    {
        var machine = new Machine();
        Assert.Equal(new byte[5000], machine.Read(machine.Open("/dev/zero"), 5000));
        byte[] random = machine.Read(machine.Open("/dev/urandom"), 5000);
        Assert.Equal(5000, random.Length);
        Assert.True(random.Distinct().Count() > 200);
    }

    [Fact]
    public void The_full_device_is_full()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/dev/full");
        Assert.Equal(SystemError.NoSpace, machine.State.Write(file, "x"u8, out _));
        Assert.Equal(new byte[4], machine.Read(file, 4));
    }

    [Theory]
    [InlineData(false, FileKind.Pipe)]
    [InlineData(true, FileKind.CharacterDevice)]
    public void The_console_is_read_and_written_by_others(bool terminal, FileKind expected)
    {
        var machine = new Machine(terminal: terminal);
        foreach ((string name, DeviceKind device) in new[] { ("stdin", DeviceKind.ConsoleInput), ("stdout", DeviceKind.ConsoleOutput), ("stderr", DeviceKind.ConsoleError) })
        {
            FileHandle file = machine.Open("/dev/" + name);
            Assert.Equal(SystemError.None, machine.State.Describe(file, out FileKind kind, out DeviceKind found, out _));
            Assert.Equal((expected, device), (kind, found));
            Assert.Equal(SystemError.NotSeekable, machine.State.Seek(file, 0, SeekOrigin.Current, out _));
            Assert.Equal(SystemError.NotSeekable, machine.State.WriteAt(file, 0, "x"u8, out _));
            Assert.Equal(SystemError.NoDevice, machine.State.Read(file, new byte[1], out _));
            Assert.Equal(SystemError.NoDevice, machine.State.Write(file, "x"u8, out _));
        }
    }
}
