using Hermit.Abi;

using Xunit;

namespace Hermit.Files.Tests;

/// <summary>Files whose content is made when they are opened.</summary>
public sealed class GeneratedTests
{
    [Fact]
    public void Content_is_that_of_the_moment_of_opening_and_leaves_nothing_behind()
    {
        var machine = new Machine();
        Assert.Equal(SystemError.None, machine.State.MakeProcessFiles());
        ulong pages = machine.State.UsedPages;
        Assert.Equal(machine.ReadText("/proc/self/stat"), machine.ReadText("/proc/1/stat"));
        FileHandle file = machine.Open("/proc/self/stat", OpenOptions.Read);
        Assert.Equal("1 1"u8.ToArray(), machine.Read(file, 100));
        Assert.Empty(machine.Read(file, 100));
        Assert.Equal("1"u8.ToArray(), machine.ReadAt(file, 2, 100));
        Assert.Equal(pages + 1, machine.State.UsedPages);
        machine.Close(file);
        Assert.Equal(pages, machine.State.UsedPages);
        Assert.Equal("/app/tested", machine.ReadLink("/proc/self/exe"));
    }

    [Fact]
    public void There_is_a_directory_for_each_thread_that_runs_when_it_is_listed()
    {
        var machine = new Machine();
        machine.State.MakeProcessFiles();
        ProcessInformation.Threads = [1, 5, 9];
        Assert.Equal(["1", "5", "9"], machine.List("/proc/self/task").Order());
        Assert.Equal("1 5", machine.ReadText("/proc/self/task/5/stat"));
        ProcessInformation.Threads = [1, 9, 12];
        Assert.Equal(["1", "12", "9"], machine.List("/proc/self/task").Order());
        Assert.False(machine.Exists("/proc/self/task/5"));
    }
}
