using Hermit.Runtime.Exceptions;
using Hermit.Unwinding;
using Xunit;

namespace Hermit.Unwinding.Tests;

/// <summary>The cache of frame descriptions.</summary>
public sealed class FrameCacheTests
{
    private static FrameCache s_shared;

    [Fact]
    public void What_was_added_is_found_and_nothing_else()
    {
        FrameCache cache = default;
        Assert.False(FrameCache.TryGet(ref cache, 0, out _));
        FrameCache.Add(ref cache, Make(0x1234));
        Assert.True(FrameCache.TryGet(ref cache, 0x1234, out FrameDescription found));
        Assert.Equal(Make(0x1234), found);
        Assert.False(FrameCache.TryGet(ref cache, 0x1235, out _));
    }

    [Fact]
    public void The_latest_of_colliding_entries_wins()
    {
        FrameCache cache = default;
        for (ulong instruction = 1; instruction <= 10_000; instruction++)
        {
            FrameCache.Add(ref cache, Make(instruction));
            Assert.True(FrameCache.TryGet(ref cache, instruction, out _));
        }

        int remembered = Enumerable.Range(1, 10_000).Count(instruction => FrameCache.TryGet(ref cache, (ulong)instruction, out _));
        Assert.InRange(remembered, 64, 128);
    }

    [Fact]
    public void Threads_that_add_and_look_up_never_see_a_mixture()
    {
        int hits = 0;
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            for (int round = 0; round < 300_000; round++)
            {
                ulong instruction = (ulong)random.Next(1, 400);
                if (FrameCache.TryGet(ref s_shared, instruction, out FrameDescription found))
                {
                    Interlocked.Increment(ref hits);
                    Assert.Equal(Make(instruction), found);
                }
                else
                {
                    FrameCache.Add(ref s_shared, Make(instruction));
                }
            }
        });
        Assert.True(hits > 1_000, $"{hits} hits prove nothing");
    }

    private static FrameDescription Make(ulong instruction) => new()
    {
        Instruction = instruction,
        FunctionStart = instruction * 3,
        Layout = new FrameLayout { FrameOffset = (int)instruction, R15 = (byte)instruction },
        Method = new MethodData { MethodStart = instruction * 5, Flags = (MethodFlags)(byte)~instruction },
    };
}
