using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Files.Tests;

public sealed class ContentTests
{
    private const OpenOptions Create = OpenOptions.Read | OpenOptions.Write | OpenOptions.Create;

    [Fact]
    public void Positions_move_with_reads_and_writes()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/tmp/f", Create);
        machine.Write(file, "hello world"u8.ToArray());
        Assert.Equal(SystemError.None, machine.State.Seek(file, 6, SeekOrigin.Start, out long position));
        Assert.Equal(6, position);
        Assert.Equal("wor"u8.ToArray(), machine.Read(file, 3));
        Assert.Equal("ld"u8.ToArray(), machine.Read(file, 10));
        Assert.Empty(machine.Read(file, 10));
        Assert.Equal(SystemError.None, machine.State.Seek(file, -2, SeekOrigin.End, out _));
        Assert.Equal("ld"u8.ToArray(), machine.Read(file, 10));
    }

    [Fact]
    public void Seeking_before_the_start_is_an_error_and_past_the_end_is_not()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/tmp/f", Create);
        Assert.Equal(SystemError.Invalid, machine.State.Seek(file, -1, SeekOrigin.Start, out _));
        Assert.Equal(SystemError.Invalid, machine.State.Seek(file, -1, SeekOrigin.Current, out _));
        Assert.Equal(SystemError.Invalid, machine.State.Seek(file, 0, (SeekOrigin)3, out _));
        Assert.Equal(SystemError.Invalid, machine.State.Seek(file, long.MinValue, SeekOrigin.End, out _));
        Assert.Equal(SystemError.None, machine.State.Seek(file, 100, SeekOrigin.Start, out _));
        Assert.Equal(SystemError.Invalid, machine.State.Seek(file, long.MaxValue, SeekOrigin.Current, out _));
        Assert.Empty(machine.Read(file, 5));
        machine.Write(file, [1]);
        Assert.Equal(101, machine.Status("/tmp/f").Size);
        Assert.Equal(new byte[100].Append((byte)1), machine.ReadFile("/tmp/f"));
    }

    [Fact]
    public void Appending_writes_at_the_end_wherever_the_position_is()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "ab");
        FileHandle file = machine.Open("/tmp/f", OpenOptions.Write | OpenOptions.Append);
        machine.State.Seek(file, 0, SeekOrigin.Start, out _);
        machine.Write(file, "cd"u8.ToArray());
        Assert.Equal("abcd", machine.ReadText("/tmp/f"));
    }

    [Fact]
    public void Access_is_as_the_file_was_opened()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "ab");
        FileHandle reader = machine.Open("/tmp/f", OpenOptions.Read);
        FileHandle writer = machine.Open("/tmp/f", OpenOptions.Write);
        Assert.Equal(SystemError.BadDescriptor, machine.State.Write(reader, "x"u8, out _));
        Assert.Equal(SystemError.BadDescriptor, machine.State.Read(writer, new byte[1], out _));
        Assert.Equal(SystemError.BadDescriptor, machine.State.WriteAt(reader, 0, "x"u8, out _));
        Assert.Equal(SystemError.Invalid, machine.State.Truncate(reader, 0));
        machine.Close(reader);
        Assert.Equal(SystemError.BadDescriptor, machine.State.Read(reader, new byte[1], out _));
        Assert.Equal(SystemError.BadDescriptor, machine.State.Read(default, new byte[1], out _));
        Assert.Equal(SystemError.BadDescriptor, machine.State.Truncate(default, 0));
        Assert.Equal(SystemError.BadDescriptor, machine.State.Close(reader, out _));
    }

    [Fact]
    public void Positioned_access_leaves_the_position_alone()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/tmp/f", Create);
        machine.Write(file, "0123456789"u8.ToArray());
        Assert.Equal(SystemError.None, machine.State.WriteAt(file, 4, "ab"u8, out int count));
        Assert.Equal(2, count);
        Assert.Equal("ab6"u8.ToArray(), machine.ReadAt(file, 4, 3));
        Assert.Equal(SystemError.Invalid, machine.State.ReadAt(file, -1, new byte[1], out _));
        machine.Write(file, "!"u8.ToArray());
        Assert.Equal("0123ab6789!", machine.ReadText("/tmp/f"));
    }

    [Fact]
    public void What_is_cut_off_reads_as_zeros_when_the_file_grows_again()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/tmp/f", Create);
        machine.Write(file, Enumerable.Repeat((byte)7, 10_000).ToArray());
        Assert.Equal(SystemError.None, machine.State.Truncate(file, 5000));
        Assert.Equal(SystemError.None, machine.State.Truncate(file, 10_000));
        byte[] content = machine.ReadFile("/tmp/f");
        Assert.Equal(10_000, content.Length);
        Assert.All(content.Take(5000), value => Assert.Equal(7, value));
        Assert.All(content.Skip(5000), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_file_with_holes_takes_memory_for_what_was_written_only()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/tmp/f", Create);
        long huge = 1L << 40;
        Assert.Equal(SystemError.None, machine.State.WriteAt(file, huge, "x"u8, out _));
        Assert.Equal(1ul, machine.State.UsedPages);
        Assert.Equal(huge + 1, machine.Status("/tmp/f").Size);
        Assert.Equal(new byte[3].Append((byte)'x'), machine.ReadAt(file, huge - 3, 10));
        Assert.Equal(SystemError.None, machine.State.Truncate(file, 0));
        Assert.Equal(0ul, machine.State.UsedPages);
    }

    [Fact]
    public void No_file_is_larger_than_the_largest()
    {
        var machine = new Machine();
        FileHandle file = machine.Open("/tmp/f", Create);
        Assert.Equal(SystemError.TooLarge, machine.State.WriteAt(file, FileContent.MaximumSize, "x"u8, out _));
        Assert.Equal(SystemError.None, machine.State.WriteAt(file, FileContent.MaximumSize - 1, "x"u8, out _));
        Assert.Equal(SystemError.TooLarge, machine.State.WriteAt(file, long.MaxValue, "x"u8, out _));
        Assert.Equal(SystemError.TooLarge, machine.State.Truncate(file, FileContent.MaximumSize + 1));
        Assert.Equal(SystemError.Invalid, machine.State.Truncate(file, -1));
    }

    [Fact]
    public void A_full_file_system_takes_what_fits_and_loses_nothing()
    {
        var machine = new Machine(maximumPages: 3);
        machine.WriteFile("/tmp/a", new byte[Page.Bytes]);
        FileHandle file = machine.Open("/tmp/b", Create);
        Assert.Equal(2 * Page.Bytes, machine.Write(file, Enumerable.Repeat((byte)5, 3 * Page.Bytes).ToArray()));
        Assert.Equal(SystemError.NoSpace, machine.State.Write(file, "x"u8, out int count));
        Assert.Equal(0, count);
        Assert.Equal(Enumerable.Repeat((byte)5, 2 * Page.Bytes), machine.ReadFile("/tmp/b"));
        Assert.Equal(SystemError.None, machine.Unlink("/tmp/a"));
        Assert.Equal(1, machine.Write(file, "x"u8.ToArray()));
    }

    [Fact]
    public void Reserved_space_can_be_written_when_the_file_system_is_full()
    {
        var machine = new Machine(maximumPages: 4);
        FileHandle file = machine.Open("/tmp/f", Create);
        Assert.Equal(SystemError.None, machine.State.Reserve(file, 0, 2 * Page.Bytes));
        Assert.Equal(0, machine.Status("/tmp/f").Size);
        machine.WriteFile("/tmp/g", new byte[2 * Page.Bytes]);
        Assert.Equal(2 * Page.Bytes, machine.Write(file, new byte[2 * Page.Bytes]));
        Assert.Equal(SystemError.NoSpace, machine.State.Reserve(file, 0, 100 * Page.Bytes));
        Assert.Equal(SystemError.Invalid, machine.State.Reserve(file, 0, 0));
        Assert.Equal(SystemError.TooLarge, machine.State.Reserve(file, 4096, long.MaxValue));
    }

    [Fact]
    public void A_removed_file_lives_as_long_as_it_is_open()
    {
        var machine = new Machine();
        int before = machine.State.FileCount;
        FileHandle file = machine.Open("/tmp/f", Create);
        machine.Write(file, "still here"u8.ToArray());
        Assert.Equal(SystemError.None, machine.Unlink("/tmp/f"));
        Assert.False(machine.Exists("/tmp/f"));
        Assert.Equal("still here"u8.ToArray(), machine.ReadAt(file, 0, 100));
        Assert.Equal(before + 1, machine.State.FileCount);
        machine.Close(file);
        Assert.Equal(before, machine.State.FileCount);
        Assert.Equal(0ul, machine.State.UsedPages);
    }

    [Fact]
    public void Times_are_those_of_the_last_read_write_and_change()
    {
        var machine = new Machine();
        FileClock.Set(100);
        machine.WriteFile("/tmp/f", "x");
        FileClock.Set(200);
        machine.ReadFile("/tmp/f");
        FileStatus status = machine.Status("/tmp/f");
        Assert.Equal((200, 100, 100, 100), (status.AccessTime, status.ModifyTime, status.ChangeTime, status.BirthTime));
        FileClock.Set(300);
        machine.State.ChangePermissions("/tmp/f"u8, 0x124);
        status = machine.Status("/tmp/f");
        Assert.Equal((100, 300, 0x124), (status.ModifyTime, status.ChangeTime, status.Permissions));
        FileClock.Set(400);
        machine.WriteFile("/tmp/f", "y");
        Assert.Equal(400, machine.Status("/tmp/f").ModifyTime);
        Assert.Equal(SystemError.None, machine.State.SetTimes("/tmp/f"u8, -5, -7));
        status = machine.Status("/tmp/f");
        Assert.Equal((-5, -7, 400), (status.AccessTime, status.ModifyTime, status.ChangeTime));
    }

    [Fact]
    public void New_files_have_the_permissions_asked_for_except_write_for_others()
    {
        var machine = new Machine();
        machine.Open("/tmp/f", Create, permissions: 0x1B6);
        Assert.Equal(0x1A4, machine.Status("/tmp/f").Permissions);
        Assert.Equal(SystemError.None, machine.State.CheckAccess("/tmp/f"u8, execute: false));
        Assert.Equal(SystemError.AccessDenied, machine.State.CheckAccess("/tmp/f"u8, execute: true));
        Assert.Equal(SystemError.None, machine.State.CheckAccess("/tmp"u8, execute: true));
    }
}
