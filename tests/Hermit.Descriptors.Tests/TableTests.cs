using Hermit.Abi;
using Hermit.Devices;
using Hermit.Files;

namespace Hermit.Descriptors.Tests;

/// <summary>Numbers, sharing and closing, as POSIX has them.</summary>
[Collection(KernelCollection.Name)]
public sealed class TableTests
{
    [Fact]
    public void The_lowest_number_is_taken_and_a_duplicate_shares_the_position()
    {
        int first = Open("/tmp/table");
        DescriptorTable.Write(first, "hello world"u8, out _);
        Assert.Equal(SystemError.None, DescriptorTable.Duplicate(first, out int second));
        Assert.True(second > first);
        DescriptorTable.FindFile(second, out FileHandle file);
        FileSystem.Seek(file, 6, Hermit.Files.SeekOrigin.Start, out _);
        byte[] buffer = new byte[5];
        Assert.Equal(SystemError.None, DescriptorTable.Read(first, buffer, out _));
        Assert.Equal("world"u8, buffer);
        DescriptorTable.Close(first);
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Read(first, buffer, out _));
        Assert.Equal(SystemError.None, DescriptorTable.Read(second, buffer, out _));
        Assert.Equal(first, Open("/tmp/other"));
        DescriptorTable.Close(first);
        DescriptorTable.Close(second);
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Close(second));
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Check(-1));
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Check(int.MaxValue));
    }

    [Fact]
    public async Task Console_that_takes_no_more_makes_a_writer_wait_and_nothing_is_lost()
    {
        int console = OpenConsole();
        SystemConsole.GiveRoom(3);
        Task<int> writer = Task.Run(() =>
        {
            DescriptorTable.Write(console, "abcdefgh"u8, out int count);
            return count;
        });
        while (SystemConsole.Room != 0)
            await Task.Delay(1);
        Assert.False(writer.Wait(50));
        DescriptorTable.SetNonBlocking(console, true);
        Assert.Equal(SystemError.WouldBlock, DescriptorTable.Write(console, "never"u8, out _));
        SystemConsole.GiveRoom(int.MaxValue);
        Assert.Equal(8, await writer);
        Assert.EndsWith("abcdefgh", System.Text.Encoding.UTF8.GetString(SystemConsole.Output.ToArray()));
        DescriptorTable.Close(console);
    }

    private static int OpenConsole()
    {
        Assert.Equal(SystemError.None, DescriptorTable.Open("/dev/stdout"u8, OpenOptions.Write, 0, out int console));
        return console;
    }

    [Fact]
    public void Every_number_can_be_taken_and_one_more_is_too_many()
    {
        int file = Open("/tmp/many");
        var taken = new List<int>();
        int next;
        while (DescriptorTable.Duplicate(file, out next) == SystemError.None)
        {
            taken.Add(next);
        }

        Assert.Equal(SystemError.TooManyOpen, DescriptorTable.Duplicate(file, out _));
        Assert.Equal(SystemError.TooManyOpen, DescriptorTable.Open("/tmp/not made"u8, OpenOptions.Write | OpenOptions.Create, 0x1B6, out _));
        Assert.Equal(SystemError.NotFound, FileSystem.GetStatus("/tmp/not made"u8, true, out _));
        Assert.Equal(DescriptorMap.Capacity - 1, taken[^1]);
        DescriptorTable.Close(taken[40_000]);
        Assert.Equal(SystemError.None, DescriptorTable.Duplicate(file, out next));
        Assert.Equal(taken[40_000], next);
        taken.ForEach(number => DescriptorTable.Close(number));
        DescriptorTable.Close(file);
    }

    [Fact]
    public void The_file_of_a_console_is_opened_once_when_somebody_asks_for_it()
    {
        Assert.Equal(SystemError.None, DescriptorTable.Duplicate(2, out int duplicate));
        Assert.Equal(SystemError.None, DescriptorTable.GetStatus(duplicate, out FileStatus status));
        Assert.Equal(FileKind.Pipe, status.Kind);
        Assert.Equal(SystemError.None, DescriptorTable.FindFile(2, out FileHandle first));
        Assert.Equal(SystemError.None, DescriptorTable.FindFile(duplicate, out FileHandle second));
        Assert.Equal(first, second);
        Assert.Equal(SystemError.None, FileSystem.GetStatus("/dev/stderr"u8, true, out FileStatus device));
        Assert.Equal(device.Number, status.Number);
        DescriptorTable.Close(duplicate);
    }

    [Fact]
    public void A_console_is_written_and_read_without_the_file_system()
    {
        Assert.Equal(SystemError.None, DescriptorTable.Write(1, "to the console"u8, out int count));
        Assert.Equal(14, count);
        Assert.EndsWith("to the console", System.Text.Encoding.UTF8.GetString(SystemConsole.Output.ToArray()));
        Assert.Equal(SystemError.BadDescriptor, DescriptorTable.Write(0, "x"u8, out _));
        Assert.Equal(SystemError.None, DescriptorTable.GetStatus(1, out FileStatus status));
        Assert.Equal(FileKind.Pipe, status.Kind);
    }

    [Fact]
    public void At_the_end_of_input_all_readers_wake()
    {
        int woken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            DescriptorTable.Read(0, new byte[10], out int count);
            Interlocked.Add(ref woken, count == 0 ? 1 : 0);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Thread.Sleep(50);
        SystemConsole.End(true);
        Assert.All(threads, thread => Assert.True(thread.Join(5000)));
        Assert.Equal(3, woken);
        SystemConsole.End(false);
    }

    [Fact]
    public void A_lock_that_is_waited_for_comes_when_it_is_released()
    {
        int first = Open("/tmp/lock");
        int second = Open("/tmp/lock");
        DescriptorTable.FindFile(first, out FileHandle holder);
        DescriptorTable.FindFile(second, out FileHandle other);
        Assert.Equal(SystemError.None, FileSystem.Lock(holder, LockKind.Exclusive, wait: true));
        Assert.Equal(SystemError.WouldBlock, FileSystem.Lock(other, LockKind.Shared, wait: false));
        var thread = new Thread(() => FileSystem.Lock(other, LockKind.Exclusive, wait: true));
        thread.Start();
        Assert.False(thread.Join(50));
        DescriptorTable.Close(first);
        Assert.True(thread.Join(5000));
        DescriptorTable.Close(second);
    }

    private static int Open(string path)
    {
        Assert.Equal(SystemError.None, DescriptorTable.Open(System.Text.Encoding.UTF8.GetBytes(path), OpenOptions.Read | OpenOptions.Write | OpenOptions.Create, 0x1B6, out int descriptor));
        return descriptor;
    }
}
