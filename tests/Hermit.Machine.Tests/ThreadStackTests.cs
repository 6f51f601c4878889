using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Machine.Tests;

public sealed class ThreadStackTests
{
    private const nuint Start = 0x10_0000;
    private const nuint End = Start + 0x20_0000;

    [Fact]
    public void Commits_everything_above_the_address_and_gives_it_back()
    {
        FrameAllocator.Available = 100;
        ThreadStack stack = Create();
        Assert.True(stack.TryCommit(End - 10_000));
        Assert.Equal(End - 12_288, stack.CommittedStart);
        Assert.Equal(3, AddressSpace.Pages.Count);
        stack.Decommit(End);
        Assert.Empty(AddressSpace.Pages);
        Assert.Equal(100, FrameAllocator.Available);
    }

    [Fact]
    public void Keeps_what_it_got_when_memory_runs_out()
    {
        FrameAllocator.Available = 2;
        ThreadStack stack = Create();
        Assert.False(stack.TryCommit(End - 10_000));
        Assert.Equal(End - 8192, stack.CommittedStart);
        stack.Decommit(End);
        Assert.Equal(2, FrameAllocator.Available);
    }

    [Fact]
    public void Tells_the_guard_from_the_stack()
    {
        ThreadStack stack = Create();
        Assert.True(stack.IsGuard(Start));
        Assert.True(stack.IsGuard(stack.Low - 1));
        Assert.False(stack.IsGuard(stack.Low));
        Assert.True(stack.Contains(stack.Low));
        Assert.False(stack.Contains(End));
        Assert.False(stack.Contains(Start - 1));
    }

    private static ThreadStack Create() => new() { Start = Start, End = End, CommittedStart = End };
}
