using Xunit;

using Hermit.Abi;

namespace Hermit.Files.Tests;

public sealed class PathTests
{
    [Fact]
    public void The_first_tree_has_the_usual_places_and_starts_in_the_program_folder()
    {
        var machine = new Machine();
        Assert.Equal(["app", "dev", "root", "tmp"], machine.List("/"));
        Assert.Equal("/app", machine.WorkingDirectory());
        Assert.Equal(0x3FF, machine.Status("/tmp").Permissions);
    }

    [Theory]
    [InlineData("/tmp/a/b/f")]
    [InlineData("//tmp///a/./b//f")]
    [InlineData("/tmp/a/../a/b/./../b/f")]
    [InlineData("/../../tmp/a/b/f")]
    [InlineData("../tmp/a/b/f")]
    public void Dots_and_double_slashes_lead_to_the_same_file(string path)
    {
        var machine = new Machine();
        machine.MakeDirectory("/tmp/a");
        machine.MakeDirectory("/tmp/a/b");
        machine.WriteFile("/tmp/a/b/f", "x");
        Assert.Equal("x", machine.ReadText(path));
    }

    [Theory]
    [InlineData("", SystemError.NotFound)]
    [InlineData("/tmp/none", SystemError.NotFound)]
    [InlineData("/tmp/none/f", SystemError.NotFound)]
    [InlineData("/tmp/f/", SystemError.NotADirectory)]
    [InlineData("/tmp/f/.", SystemError.NotADirectory)]
    [InlineData("/tmp/f/..", SystemError.NotADirectory)]
    [InlineData("/tmp/f/x", SystemError.NotADirectory)]
    public void A_path_that_leads_nowhere_says_why(string path, SystemError expected)
    {
        var machine = new Machine();
        machine.WriteFile("/tmp/f", "x");
        Assert.Equal(expected, machine.TryStatus(path, out _));
    }

    [Fact]
    public void Names_may_have_255_bytes_and_paths_4095()
    {
        var machine = new Machine();
        string name = new('n', 255);
        machine.WriteFile("/tmp/" + name, "x");
        Assert.Equal("x", machine.ReadText("/tmp/" + name));
        Assert.Equal(SystemError.NameTooLong, machine.TryStatus("/tmp/" + name + "n", out _));
        string slashes = "/tmp" + new string('/', 4095 - 4 - 255) + name;
        Assert.Equal("x", machine.ReadText(slashes));
        Assert.Equal(SystemError.NameTooLong, machine.TryStatus("/" + slashes, out _));
    }

    [Fact]
    public void The_working_directory_follows_a_rename_and_ends_with_a_removal()
    {
        var machine = new Machine();
        machine.MakeDirectory("/tmp/a");
        machine.MakeDirectory("/tmp/a/b");
        Assert.Equal(SystemError.None, machine.ChangeDirectory("/tmp/a/b"));
        machine.Rename("/tmp/a", "/tmp/c");
        Assert.Equal("/tmp/c/b", machine.WorkingDirectory());
        Assert.Equal(SystemError.None, machine.RemoveDirectory("/tmp/c/b"));
        Assert.Equal(SystemError.NotFound, machine.State.GetWorkingDirectory(new byte[100], out _));
        Assert.Equal(SystemError.NotFound, machine.TryOpen("f", OpenOptions.Write | OpenOptions.Create, out _));
        Assert.Equal(SystemError.NotFound, machine.MakeDirectory("d"));
        Assert.Equal(SystemError.None, machine.RemoveDirectory("/tmp/c"));
        Assert.Equal(SystemError.NotFound, machine.TryStatus("..", out _));
        Assert.Equal(SystemError.None, machine.ChangeDirectory("/"));
        Assert.Equal("/", machine.WorkingDirectory());
    }

    [Fact]
    public void A_buffer_too_small_for_the_working_directory_is_an_error()
    {
        var machine = new Machine();
        Assert.Equal(SystemError.OutOfRange, machine.State.GetWorkingDirectory(new byte[3], out _));
        Assert.Equal(SystemError.None, machine.State.GetWorkingDirectory(new byte[4], out int length));
        Assert.Equal(4, length);
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("//tmp/./a/../a//", "/tmp/a")]
    [InlineData("/tmp/a/file", "/tmp/a/file")]
    [InlineData("/tmp/link/file", "/tmp/a/file")]
    [InlineData("/tmp/alias", "/tmp/a/file")]
    [InlineData("/tmp/link/..", "/tmp")]
    [InlineData("file", "/tmp/a/file")]
    [InlineData(".", "/tmp/a")]
    public void The_real_path_of_a_file_has_no_links_dots_and_double_slashes(string path, string real)
    {
        var machine = new Machine();
        machine.MakeDirectory("/tmp/a");
        machine.WriteFile("/tmp/a/file", "x");
        machine.MakeSymbolicLink("a", "/tmp/link");
        machine.MakeSymbolicLink("link/file", "/tmp/alias");
        machine.ChangeDirectory("/tmp/link");
        Assert.Equal(SystemError.None, machine.TryRealPath(path, out string found));
        Assert.Equal(real, found);
        Assert.Equal(SystemError.NotFound, machine.TryRealPath("/tmp/a/none", out _));
        Assert.Equal(SystemError.OutOfRange, machine.State.GetRealPath("/tmp/alias"u8, new byte[10], out _));
    }

    [Fact]
    public void Symbolic_links_are_followed_in_the_middle_and_at_the_end()
    {
        var machine = new Machine();
        machine.MakeDirectory("/tmp/d");
        machine.WriteFile("/tmp/d/f", "x");
        Assert.Equal(SystemError.None, machine.MakeSymbolicLink("d", "/tmp/relative"));
        Assert.Equal(SystemError.None, machine.MakeSymbolicLink("/tmp/d/f", "/tmp/absolute"));
        Assert.Equal(SystemError.None, machine.MakeSymbolicLink("../tmp/relative/./f", "/tmp/d/up"));
        Assert.Equal("x", machine.ReadText("/tmp/relative/f"));
        Assert.Equal("x", machine.ReadText("/tmp/absolute"));
        Assert.Equal(SystemError.NotFound, machine.TryStatus("/tmp/d/up", out _));
        Assert.Equal(SystemError.None, machine.MakeSymbolicLink("../relative/./f", "/tmp/d/right"));
        Assert.Equal("x", machine.ReadText("/tmp/relative/right"));
        Assert.Equal("d", machine.ReadLink("/tmp/relative"));
        Assert.Equal(FileKind.SymbolicLink, machine.Status("/tmp/relative", follow: false).Kind);
        Assert.Equal(FileKind.Directory, machine.Status("/tmp/relative").Kind);
        Assert.Equal(FileKind.Directory, machine.Status("/tmp/relative/", follow: false).Kind);
        Assert.Equal(SystemError.NotADirectory, machine.TryStatus("/tmp/absolute/", out _));
    }

    [Fact]
    public void Links_in_a_circle_are_an_error_and_forty_in_a_row_are_not()
    {
        var machine = new Machine();
        machine.MakeSymbolicLink("b", "/tmp/a");
        machine.MakeSymbolicLink("a", "/tmp/b");
        Assert.Equal(SystemError.TooManySymbolicLinks, machine.TryStatus("/tmp/a", out _));
        machine.MakeSymbolicLink("self/self", "/tmp/self");
        Assert.Equal(SystemError.TooManySymbolicLinks, machine.TryStatus("/tmp/self", out _));
        machine.WriteFile("/tmp/l0", "end");
        for (int i = 1; i <= 41; i++)
        {
            machine.MakeSymbolicLink($"l{i - 1}", $"/tmp/l{i}");
        }

        Assert.Equal("end", machine.ReadText("/tmp/l40"));
        Assert.Equal(SystemError.TooManySymbolicLinks, machine.TryStatus("/tmp/l41", out _));
    }

    [Fact]
    public void Opening_to_create_through_a_dangling_link_makes_its_target()
    {
        var machine = new Machine();
        machine.MakeSymbolicLink("/tmp/target", "/tmp/link");
        machine.WriteFile("/tmp/link", "x");
        Assert.Equal("x", machine.ReadText("/tmp/target"));
        machine.MakeSymbolicLink("/tmp/other", "/tmp/link2");
        Assert.Equal(SystemError.AlreadyExists, machine.TryOpen("/tmp/link2", OpenOptions.Write | OpenOptions.Create | OpenOptions.Exclusive, out _));
        Assert.Equal(SystemError.TooManySymbolicLinks, machine.TryOpen("/tmp/link", OpenOptions.Read | OpenOptions.NoFollow, out _));
    }
}
