using Xunit;

using Hermit.Abi;

namespace Hermit.Files.Tests;

public sealed class DirectoryTests
{
    [Fact]
    public void Entries_are_listed_in_the_order_in_which_they_were_made()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/c", "");
        machine.MakeDirectory("/tmp/a");
        machine.MakeSymbolicLink("x", "/tmp/b");
        Assert.Equal(["c", "a", "b"], machine.List("/tmp"));
    }

    [Fact]
    public void A_reader_sees_each_entry_once_while_entries_come_and_go()
    {
        var machine = new Machine();
        for (int i = 0; i < 10; i++)
        {
            machine.WriteFile($"/tmp/{i}", "");
        }

        FileHandle directory = machine.Open("/tmp", OpenOptions.Read | OpenOptions.Directory);
        var seen = new List<string>();
        while (machine.TryNext(directory, out string name))
        {
            seen.Add(name);
            Assert.Equal(SystemError.None, machine.Unlink("/tmp/" + name));
            machine.Unlink($"/tmp/{seen.Count + 4}");
            if (name == "3")
            {
                machine.WriteFile("/tmp/new", "");
            }
        }

        Assert.Equal(["0", "1", "2", "3", "4", "new"], seen);
        Assert.Empty(machine.List("/tmp"));
        machine.WriteFile("/tmp/late", "");
        Assert.True(machine.TryNext(directory, out string late));
        Assert.Equal("late", late);
        machine.State.Seek(directory, 0, SeekOrigin.Start, out _);
        Assert.True(machine.TryNext(directory, out _));
        Assert.False(machine.TryNext(directory, out _));
    }

    [Fact]
    public void Thousands_of_entries_are_found_and_removed()
    {
        var machine = new Machine();
        int before = machine.State.FileCount;
        for (int i = 0; i < 5000; i++)
        {
            machine.WriteFile($"/tmp/file-{i}", "");
        }

        for (int i = 0; i < 5000; i++)
        {
            Assert.True(machine.Exists($"/tmp/file-{i}"));
        }

        Assert.False(machine.Exists("/tmp/file-5000"));
        Assert.Equal(5000, machine.List("/tmp").Count);
        for (int i = 0; i < 5000; i += 2)
        {
            Assert.Equal(SystemError.None, machine.Unlink($"/tmp/file-{i}"));
        }

        Assert.All(Enumerable.Range(0, 5000), i => Assert.Equal(i % 2 == 1, machine.Exists($"/tmp/file-{i}")));
        Assert.Equal(before + 2500, machine.State.FileCount);
    }

    [Theory]
    [InlineData("/", SystemError.Busy)]
    [InlineData("/tmp/d/.", SystemError.Invalid)]
    [InlineData("/tmp/d/..", SystemError.NotEmpty)]
    [InlineData("/tmp/f", SystemError.NotADirectory)]
    [InlineData("/tmp/none", SystemError.NotFound)]
    [InlineData("/tmp", SystemError.NotEmpty)]
    [InlineData("/tmp/d/", SystemError.None)]
    public void Only_an_empty_directory_can_be_removed(string path, SystemError expected)
    {
        var machine = new Machine();
        machine.MakeDirectory("/tmp/d");
        machine.WriteFile("/tmp/f", "");
        Assert.Equal(expected, machine.RemoveDirectory(path));
    }

    [Fact]
    public void Making_what_exists_is_an_error_for_every_kind()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "");
        Assert.Equal(SystemError.AlreadyExists, machine.MakeDirectory("/tmp/f"));
        Assert.Equal(SystemError.AlreadyExists, machine.MakeDirectory("/tmp"));
        Assert.Equal(SystemError.AlreadyExists, machine.MakeDirectory("/"));
        Assert.Equal(SystemError.AlreadyExists, machine.MakeDirectory("/tmp/."));
        Assert.Equal(SystemError.AlreadyExists, machine.MakeSymbolicLink("x", "/tmp/f"));
        Assert.Equal(SystemError.AlreadyExists, machine.MakeLink("/dev/null", "/tmp/f"));
        Assert.Equal(SystemError.AlreadyExists, machine.TryOpen("/tmp/f", OpenOptions.Write | OpenOptions.Create | OpenOptions.Exclusive, out _));
        Assert.Equal(SystemError.IsADirectory, machine.TryOpen("/tmp", OpenOptions.Write, out _));
        Assert.Equal(SystemError.IsADirectory, machine.TryOpen("/tmp/new/", OpenOptions.Write | OpenOptions.Create, out _));
        Assert.Equal(SystemError.IsADirectory, machine.Unlink("/tmp"));
        Assert.Equal(SystemError.NotADirectory, machine.TryOpen("/tmp/f", OpenOptions.Read | OpenOptions.Directory, out _));
    }

    [Fact]
    public void Links_name_the_same_file()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/a", "one");
        Assert.Equal(SystemError.None, machine.MakeLink("/tmp/a", "/tmp/b"));
        machine.WriteFile("/tmp/b", "two");
        Assert.Equal("two", machine.ReadText("/tmp/a"));
        Assert.Equal(machine.Status("/tmp/a").Number, machine.Status("/tmp/b").Number);
        Assert.Equal(2u, machine.Status("/tmp/a").Links);
        Assert.Equal(SystemError.None, machine.Rename("/tmp/a", "/tmp/b"));
        Assert.True(machine.Exists("/tmp/a"));
        machine.Unlink("/tmp/a");
        Assert.Equal("two", machine.ReadText("/tmp/b"));
        Assert.Equal(SystemError.NotPermitted, machine.MakeLink("/tmp", "/tmp/d"));
    }

    [Fact]
    public void Renaming_replaces_and_keeps_the_content_open_elsewhere()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/a", "new");
        machine.WriteFile("/tmp/b", "old");
        FileHandle old = machine.Open("/tmp/b");
        Assert.Equal(SystemError.None, machine.Rename("/tmp/a", "/tmp/b"));
        Assert.False(machine.Exists("/tmp/a"));
        Assert.Equal("new", machine.ReadText("/tmp/b"));
        Assert.Equal("old"u8.ToArray(), machine.Read(old, 10));
    }

    [Fact]
    public void A_directory_moves_with_all_that_is_in_it()
    {
        var machine = new Machine();
        machine.MakeDirectory("/tmp/a");
        machine.MakeDirectory("/tmp/b");
        machine.WriteFile("/tmp/a/f", "x");
        Assert.Equal(SystemError.None, machine.Rename("/tmp/a", "/tmp/b/c"));
        Assert.Equal("x", machine.ReadText("/tmp/b/c/f"));
        Assert.Equal("x", machine.ReadText("/tmp/b/c/../c/f"));
        Assert.Equal(SystemError.Invalid, machine.Rename("/tmp/b", "/tmp/b/c/d"));
        Assert.Equal(SystemError.Invalid, machine.Rename("/tmp/b", "/tmp/b/d"));
        Assert.Equal(SystemError.NotEmpty, machine.Rename("/tmp/b/c", "/tmp/b"));
        Assert.Equal(SystemError.Busy, machine.Rename("/", "/tmp/r"));
    }

    [Fact]
    public void Freed_files_leave_nothing_behind()
    {
        var machine = new Machine();
        int files = machine.State.FileCount;
        for (int round = 0; round < 3; round++)
        {
            machine.MakeDirectory("/tmp/d");
            for (int i = 0; i < 50; i++)
            {
                machine.WriteFile($"/tmp/d/{i}", new byte[20_000]);
            }

            foreach (string name in machine.List("/tmp/d"))
            {
                machine.Unlink("/tmp/d/" + name);
            }

            Assert.Equal(SystemError.None, machine.RemoveDirectory("/tmp/d"));
            Assert.Equal(files, machine.State.FileCount);
            Assert.Equal(0ul, machine.State.UsedPages);
            Assert.Equal(0, machine.State.OpenCount);
        }
    }

    [Fact]
    public void When_the_kernel_has_no_memory_operations_fail_and_the_tree_stays_whole()
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/kept", "kept");
        Hermit.Memory.FrameSource.SetQuota(1);
        try
        {
            var made = new List<string>();
            SystemError error = SystemError.None;
            for (int i = 0; error == SystemError.None; i++)
            {
                error = machine.MakeDirectory($"/tmp/{i}");
                if (error == SystemError.None)
                {
                    made.Add($"{i}");
                }
            }

            Assert.Equal(SystemError.NoSpace, error);
            Assert.Equal(made.Prepend("kept"), machine.List("/tmp"));
            Assert.Equal(SystemError.NoSpace, machine.TryOpen("/tmp/f", OpenOptions.Write | OpenOptions.Create, out _));
            Assert.Equal(SystemError.NoSpace, machine.MakeSymbolicLink("text", "/tmp/link"));
            Assert.False(machine.Exists("/tmp/f") || machine.Exists("/tmp/link"));
            Assert.Equal("kept", machine.ReadText("/tmp/kept"));
            Assert.Equal(SystemError.None, machine.Rename("/tmp/kept", "/tmp/moved"));
        }
        finally
        {
            Hermit.Memory.FrameSource.SetQuota(0);
        }

        Assert.Equal("kept", machine.ReadText("/tmp/moved"));
        machine.WriteFile("/tmp/f", "again");
        Assert.Equal("again", machine.ReadText("/tmp/f"));
    }
}
