using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

using Hermit.Abi;

using Xunit;

namespace Hermit.Files.Tests;

/// <summary>Changes that are told, here and by inotify(7) of the host.</summary>
public sealed partial class ChangeTests
{
    private const FileChanges All = FileChanges.All;

    [Fact]
    public void The_same_operations_tell_the_same_as_on_Linux()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        string around = Directory.CreateTempSubdirectory("hermit-changes-").FullName;
        int port = inotify_init1(0x800);
        try
        {
            var machine = new Machine();
            machine.MakeDirectory("/w");
            machine.MakeDirectory("/w/sub");
            Directory.CreateDirectory(around + "/sub");
            Assert.Equal(SystemError.None, machine.State.MakeChangeQueue(out ChangeHandle queue));
            foreach (string folder in new[] { "", "/sub" })
            {
                Assert.Equal(inotify_add_watch(port, around + folder, (uint)All), Watch(machine, queue, "/w" + folder, All));
            }

            File.WriteAllText(around + "/a", "x");
            machine.WriteFile("/w/a", "x");
            Compare(port, machine, queue);
            Assert.Equal(0, link(around + "/a", around + "/b"));
            machine.MakeLink("/w/a", "/w/b");
            File.Move(around + "/a", around + "/sub/c");
            machine.Rename("/w/a", "/w/sub/c");
            Assert.Equal(0, rename(around + "/sub/c", around + "/d"));
            machine.Rename("/w/sub/c", "/w/d");
            Assert.Equal(0, unlink(around + "/b"));
            machine.Unlink("/w/b");
            Assert.Equal(0, mkdir(around + "/e", 0x1FF));
            machine.MakeDirectory("/w/e");
            Assert.Equal(0, rename(around + "/e", around + "/f"));
            machine.Rename("/w/e", "/w/f");
            Assert.Equal(0, rmdir(around + "/f"));
            machine.RemoveDirectory("/w/f");
            Assert.Equal(0, chmod(around + "/d", 0x180));
            machine.State.ChangePermissions("/w/d"u8, 0x180);
            Compare(port, machine, queue);
            Assert.Equal(0, rmdir(around + "/sub"));
            machine.RemoveDirectory("/w/sub");
            Compare(port, machine, queue);
            Assert.Equal(0, inotify_rm_watch(port, 1));
            Assert.Equal(SystemError.None, machine.State.RemoveWatch(queue, 1));
            Compare(port, machine, queue);
            Assert.Equal(SystemError.Invalid, machine.State.RemoveWatch(queue, 1));
        }
        finally
        {
            close(port);
            Directory.Delete(around, recursive: true);
        }
    }

    [Fact]
    public void What_is_not_read_in_time_is_lost_and_that_is_told()
    {
        var machine = new Machine();
        machine.State.MakeChangeQueue(out ChangeHandle queue);
        Watch(machine, queue, "/tmp", FileChanges.Created);
        for (int i = 0; i < ChangeQueue.Capacity + 10; i++)
        {
            machine.MakeDirectory($"/tmp/{i}");
        }

        List<string> told = Read(machine, queue);
        Assert.Equal(ChangeQueue.Capacity + 1, told.Count);
        Assert.StartsWith($"-1 {FileChanges.Overflow}", told[^1]);
        Assert.False(machine.State.HasChanges(queue));
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_an_error_and_loses_nothing()
    {
        var machine = new Machine();
        machine.State.MakeChangeQueue(out ChangeHandle queue);
        Assert.Equal(SystemError.WouldBlock, machine.State.ReadChanges(queue, new byte[100], out _));
        Watch(machine, queue, "/tmp", FileChanges.Created);
        machine.MakeDirectory("/tmp/abc");
        Assert.Equal(SystemError.Invalid, machine.State.ReadChanges(queue, new byte[31], out _));
        Assert.Single(Read(machine, queue));
        machine.State.CloseChangeQueue(queue);
        machine.MakeDirectory("/tmp/def");
        Assert.Equal(SystemError.BadDescriptor, machine.State.ReadChanges(queue, new byte[100], out _));
    }

    private static int Watch(Machine machine, ChangeHandle queue, string path, FileChanges mask)
    {
        Assert.Equal(SystemError.None, machine.State.AddWatch(queue, Machine.Bytes(path), mask, out int number));
        return number;
    }

    private static void Compare(int port, Machine machine, ChangeHandle queue)
    {
        byte[] buffer = new byte[65536];
        int count = (int)read(port, buffer, buffer.Length);
        Assert.Equal(Describe(buffer.AsSpan(0, Math.Max(count, 0))), Read(machine, queue));
    }

    private static List<string> Read(Machine machine, ChangeHandle queue)
    {
        List<string> all = [];
        byte[] buffer = new byte[65536];
        while (machine.State.ReadChanges(queue, buffer, out int count) == SystemError.None)
        {
            all.AddRange(Describe(buffer.AsSpan(0, count)));
        }

        return all;
    }

    // Cookies count up; they are told by whether there is one.
    private static List<string> Describe(ReadOnlySpan<byte> bytes)
    {
        List<string> all = [];
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
            string name = Encoding.UTF8.GetString(bytes.Slice(16, length)).TrimEnd('\0');
            bool moved = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != 0;
            all.Add($"{BinaryPrimitives.ReadInt32LittleEndian(bytes)} {(FileChanges)BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])} {name} {length} {moved}");
            bytes = bytes[(16 + length)..];
        }

        return all;
    }

    [LibraryImport("libc")]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(int port, string path, uint mask);

    [LibraryImport("libc")]
    private static partial int inotify_rm_watch(int port, int watch);

    [LibraryImport("libc")]
    private static partial nint read(int file, [Out] byte[] buffer, nint count);

    [LibraryImport("libc")]
    private static partial int close(int file);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string existing, string path);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlink(string path);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkdir(string path, int mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rmdir(string path);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chmod(string path, int mode);
}
