using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Machine.Tests;

public sealed unsafe class FrameBitmapTests
{
    private const int Frames = 1000;

    private readonly ulong[] _storage = GC.AllocateArray<ulong>((Frames / 64) + 2, pinned: true);

    [Fact]
    public void Hands_out_nothing_before_anything_was_released()
    {
        FrameBitmap bitmap = Create();
        Assert.False(bitmap.TryTake(1, 1, out _));
        Assert.Equal((nuint)0, bitmap.Free);
    }

    [Fact]
    public void Keeps_to_its_storage()
    {
        FrameBitmap bitmap = Create();
        bitmap.Release(0, Frames);
        Assert.True(bitmap.TryTake(Frames, 1, out _));
        Assert.Equal(0xDEADul, _storage[^1]);
    }

    [Fact]
    public void Finds_the_last_frames_although_they_end_within_a_word()
    {
        FrameBitmap bitmap = Create();
        bitmap.Release(Frames - 3, 3);
        Assert.False(bitmap.TryTake(4, 1, out _));
        Assert.True(bitmap.TryTake(3, 1, out nuint first));
        Assert.Equal((nuint)(Frames - 3), first);
    }

    [Fact]
    public void Finds_a_run_that_begins_before_where_the_search_started()
    {
        FrameBitmap bitmap = Create();
        bitmap.Release(0, 100);
        Assert.True(bitmap.TryTake(50, 1, out _));
        bitmap.Release(0, 50);
        Assert.True(bitmap.TryTake(100, 1, out nuint first));
        Assert.Equal((nuint)0, first);
    }

    [Theory]
    [InlineData(990, 20)]
    [InlineData(1001, 0)]
    [InlineData(5, -1)]
    public void Panics_when_frames_that_do_not_exist_are_freed(int first, int count)
    {
        FrameBitmap bitmap = Create();
        Assert.Throws<PanicException>(() => bitmap.Release((nuint)first, unchecked((nuint)(nint)count)));
    }

    [Fact]
    public void Panics_when_one_frame_of_a_run_is_free_already()
    {
        FrameBitmap bitmap = Create();
        bitmap.Release(130, 1);
        Assert.Throws<PanicException>(() => bitmap.Release(60, 100));
    }

    [Fact]
    public void Panics_at_an_alignment_that_is_no_power_of_two()
    {
        FrameBitmap bitmap = Create();
        bitmap.Release(0, Frames);
        Assert.Throws<PanicException>(() => bitmap.TryTake(1, 3, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agrees_with_a_list_of_frames_over_random_use(int seed)
    {
        Random random = new(seed);
        FrameBitmap bitmap = Create();
        bitmap.Release(0, Frames);
        bool[] used = new bool[Frames];
        List<(int First, int Count)> runs = [];
        for (int step = 0; step < 20_000; step++)
        {
            if (random.Next(2) == 0 && runs.Count > 0)
            {
                int index = random.Next(runs.Count);
                (int first, int count) = runs[index];
                runs.RemoveAt(index);
                bitmap.Release((nuint)first, (nuint)count);
                used.AsSpan(first, count).Clear();
                continue;
            }

            int wanted = random.Next(1, 150);
            int alignment = 1 << random.Next(7);
            bool taken = bitmap.TryTake((nuint)wanted, (nuint)alignment, out nuint found);
            Assert.Equal(HasRun(used, wanted, alignment), taken);
            if (taken)
            {
                Assert.Equal((nuint)0, found % (nuint)alignment);
                Assert.DoesNotContain(true, used.AsSpan((int)found, wanted).ToArray());
                used.AsSpan((int)found, wanted).Fill(true);
                runs.Add(((int)found, wanted));
            }

            Assert.Equal((nuint)used.Count(frame => !frame), bitmap.Free);
        }
    }

    private static bool HasRun(bool[] used, int count, int alignment)
    {
        for (int first = 0; first + count <= used.Length; first += alignment)
        {
            if (!used.AsSpan(first, count).Contains(true))
            {
                return true;
            }
        }

        return false;
    }

    private FrameBitmap Create()
    {
        _storage[^1] = 0xDEAD;
        FrameBitmap bitmap = default;
        fixed (ulong* storage = _storage)
        {
            bitmap.Initialize((nuint)storage, Frames);
        }

        return bitmap;
    }
}
