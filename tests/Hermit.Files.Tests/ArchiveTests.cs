using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Files.Tests;

public sealed class ArchiveTests
{
    [Fact]
    public void Relative_names_go_into_the_program_folder_and_absolute_ones_below_the_root()
    {
        var machine = new Machine();
        byte[] archive = new ArchiveBuilder().Add("a.txt", "a").Add("sub/b.txt", "b").Add("/etc/c.txt", "c").Add("./d", "d").Finish();
        Assert.Equal(SystemError.None, machine.Mount(archive, out _));
        Assert.Equal("a", machine.ReadText("/app/a.txt"));
        Assert.Equal("b", machine.ReadText("sub/b.txt"));
        Assert.Equal("c", machine.ReadText("/etc/c.txt"));
        Assert.Equal("d", machine.ReadText("/app/d"));
        Assert.Equal(0x1ED, machine.Status("/app/sub").Permissions);
    }

    [Fact]
    public void An_empty_archive_and_a_missing_trailer_are_fine()
    {
        Assert.Equal(SystemError.None, new Machine().Mount([], out _));
        var machine = new Machine();
        Assert.Equal(SystemError.None, machine.Mount(new ArchiveBuilder().Add("f", "x").ToArray(), out _));
        Assert.Equal("x", machine.ReadText("/app/f"));
    }

    [Fact]
    public void Descriptions_come_from_the_archive()
    {
        var machine = new Machine();
        byte[] archive = new ArchiveBuilder()
            .Add("d", "", ArchiveBuilder.Directory | 0x1C0, 5)
            .Add("d/f", "content", ArchiveBuilder.Regular | 0x180, 7)
            .Add("link", "d/f", ArchiveBuilder.SymbolicLink | 0x1FF)
            .Finish();
        Assert.Equal(SystemError.None, machine.Mount(archive, out _));
        FileStatus status = machine.Status("/app/d/f");
        Assert.Equal((0x180, 7, 70_000_000), (status.Permissions, status.Size, status.ModifyTime));
        Assert.Equal(0x1C0, machine.Status("/app/d").Permissions);
        Assert.Equal("content", machine.ReadText("/app/link"));
        Assert.Equal("d/f", machine.ReadLink("/app/link"));
    }

    [Fact]
    public void Content_is_not_copied_until_it_is_written_to()
    {
        var machine = new Machine();
        byte[] content = Enumerable.Range(0, 20_000).Select(i => (byte)(i % 251)).ToArray();
        machine.Mount(new ArchiveBuilder().Add("f", content).Finish(), out _);
        Assert.Equal(content, machine.ReadFile("f"));
        Assert.Equal(0ul, machine.State.UsedPages);
        FileHandle file = machine.Open("f");
        Assert.Equal(SystemError.None, machine.State.WriteAt(file, 5000, "changed"u8, out _));
        Assert.Equal(1ul, machine.State.UsedPages);
        "changed"u8.CopyTo(content.AsSpan(5000));
        Assert.Equal(content, machine.ReadFile("f"));
        Assert.Equal(SystemError.None, machine.State.Truncate(file, 6000));
        Assert.Equal(SystemError.None, machine.State.Truncate(file, 20_000));
        Assert.Equal(content[..6000].Concat(new byte[14_000]), machine.ReadFile("f"));
    }

    [Fact]
    public void The_last_of_two_files_of_one_name_counts()
    {
        var machine = new Machine();
        Assert.Equal(SystemError.None, machine.Mount(new ArchiveBuilder().Add("f", "first").Add("f", "second").Finish(), out _));
        Assert.Equal("second", machine.ReadText("f"));
        Assert.Equal(["f"], machine.List("/app"));
    }

    [Theory]
    [InlineData("../f")]
    [InlineData("a/../../f")]
    [InlineData("f/g")]
    [InlineData("a\0b")]
    public void A_name_that_leads_astray_is_refused_with_its_position(string name)
    {
        var machine = new Machine();
        var builder = new ArchiveBuilder().Add("f", "fine");
        int expected = builder.ToArray().Length;
        Assert.Equal(SystemError.Invalid, machine.Mount(builder.Add(name, "x").Finish(), out int position));
        Assert.Equal(expected, position);
        Assert.Equal("fine", machine.ReadText("/app/f"));
        Assert.False(machine.Exists("/f"));
    }

    [Fact]
    public void A_name_that_is_too_long_and_kinds_that_are_not_files_are_refused()
    {
        Assert.Equal(SystemError.Invalid, new Machine().Mount(new ArchiveBuilder().Add(new string('n', 256), "x").Finish(), out _));
        Assert.Equal(SystemError.Invalid, new Machine().Mount(new ArchiveBuilder().Add("n", "x", 0x2000).Finish(), out _));
        Assert.Equal(SystemError.Invalid, new Machine().Mount(new ArchiveBuilder().Add("n", "", ArchiveBuilder.SymbolicLink).Finish(), out _));
        Assert.Equal(SystemError.Invalid, new Machine().Mount(new ArchiveBuilder().Add("d/f", "").Add("d", "").Finish(), out _));
    }

    [Fact]
    public void Every_truncation_is_an_error_or_leaves_whole_files()
    {
        byte[] archive = new ArchiveBuilder().Add("one", "1111").Add("two", "22").Finish();
        for (int length = 0; length < archive.Length; length++)
        {
            var machine = new Machine();
            machine.Mount(archive[..length], out int position);
            Assert.InRange(position, 0, length);
            foreach (string name in machine.List("/app"))
            {
                Assert.Equal(name == "one" ? "1111" : "22", machine.ReadText("/app/" + name));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_archives_never_panic(int seed)
    {
        var random = new Random(seed);
        byte[] archive = new ArchiveBuilder()
            .Add("dir", "", ArchiveBuilder.Directory | 0x1ED)
            .Add("dir/file", new byte[300])
            .Add("link", "dir/file", ArchiveBuilder.SymbolicLink | 0x1FF)
            .Add("last", "end")
            .Finish();
        for (int round = 0; round < 3000; round++)
        {
            byte[] damaged = (byte[])archive.Clone();
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                // Mostly hexadecimal digits, which get past the first check.
                damaged[random.Next(damaged.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789ABCDEF"[random.Next(16)];
            }

            var machine = new Machine();
            machine.Mount(damaged, out _);
            ReadEverything(machine, "/app", depth: 0);
        }
    }

    private static void ReadEverything(Machine machine, string path, int depth)
    {
        foreach (string name in machine.List(path))
        {
            if (name.Contains('\uFFFD') || depth > 8)
            {
                continue;
            }

            FileStatus status = machine.Status(path + "/" + name, follow: false);
            if (status.Kind == FileKind.Directory)
            {
                ReadEverything(machine, path + "/" + name, depth + 1);
            }
            else if (status.Kind == FileKind.Regular)
            {
                Assert.Equal(status.Size, machine.ReadFile(path + "/" + name).Length);
            }
        }
    }
}
