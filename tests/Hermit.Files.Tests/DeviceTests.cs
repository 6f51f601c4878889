using Xunit;

using Hermit.Abi;

namespace Hermit.Files.Tests;

public sealed class DeviceTests
{
    [Fact]
    public void The_null_device_takes_everything_and_gives_nothing()
    {
        var machine = new Machine();
        int file = machine.Open("/dev/null");
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
        int file = machine.Open("/dev/full");
        Assert.Equal(SystemError.NoSpace, machine.State.Write(file, "x"u8, out _));
        Assert.Equal(new byte[4], machine.Read(file, 4));
    }

    [Theory]
    [InlineData(false, FileKind.Pipe)]
    [InlineData(true, FileKind.CharacterDevice)]
    public void Descriptors_0_to_2_are_the_console_which_others_read_and_write(bool terminal, FileKind expected)
    {
        var machine = new Machine(terminal: terminal);
        DeviceKind[] devices = [DeviceKind.ConsoleInput, DeviceKind.ConsoleOutput, DeviceKind.ConsoleError];
        for (int descriptor = 0; descriptor < 3; descriptor++)
        {
            Assert.Equal(SystemError.None, machine.State.Describe(descriptor, out FileKind kind, out DeviceKind device, out _));
            Assert.Equal((expected, devices[descriptor]), (kind, device));
            Assert.Equal(SystemError.NotSeekable, machine.State.Seek(descriptor, 0, SeekOrigin.Current, out _));
        }

        Assert.Equal(SystemError.NoDevice, machine.State.Read(0, new byte[1], out _));
        Assert.Equal(SystemError.NoDevice, machine.State.Write(1, "x"u8, out _));
        Assert.Equal(SystemError.BadDescriptor, machine.State.Write(0, "x"u8, out _));
        Assert.Equal(SystemError.NotSeekable, machine.State.WriteAt(1, 0, "x"u8, out _));
    }

    [Fact]
    public void The_lowest_free_descriptor_is_next()
    {
        var machine = new Machine();
        int a = machine.Open("/dev/null");
        int b = machine.Open("/dev/null");
        int c = machine.Open("/dev/null");
        Assert.Equal((3, 4, 5), (a, b, c));
        machine.Close(a);
        machine.Close(b);
        Assert.Equal(3, machine.Open("/dev/null"));
        Assert.Equal(4, machine.Open("/dev/null"));
        Assert.Equal(6, machine.Open("/dev/null"));
        Assert.Equal(SystemError.BadDescriptor, machine.State.Close(7));
        machine.Close(1);
        Assert.Equal(1, machine.Open("/dev/null"));
    }

    [Fact]
    public void When_every_descriptor_is_open_the_next_is_an_error_and_makes_no_file()
    {
        var machine = new Machine();
        int count = 0;
        while (machine.TryOpen("/dev/null", OpenOptions.Read, out _) == SystemError.None)
        {
            count++;
        }

        Assert.Equal(DescriptorTable.Capacity - 3, count);
        Assert.Equal(SystemError.TooManyOpen, machine.TryOpen("/tmp/f", OpenOptions.Write | OpenOptions.Create, out _));
        Assert.False(machine.Exists("/tmp/f"));
        Assert.Equal(SystemError.TooManyOpen, machine.State.Duplicate(1, out _));
    }
}
