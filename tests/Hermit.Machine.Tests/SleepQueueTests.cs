using System.Runtime.InteropServices;
using Hermit.Scheduling;

using KernelThread = Hermit.Scheduling.Thread;

namespace Hermit.Machine.Tests;

public sealed unsafe class SleepQueueTests : IDisposable
{
    private const int Count = 200;

    private readonly KernelThread* _threads = (KernelThread*)NativeMemory.AllocZeroed(Count, (nuint)sizeof(KernelThread));

    public void Dispose() => NativeMemory.Free(_threads);

    [Fact]
    public void Is_empty_at_first_and_after_the_last()
    {
        SleepQueue queue = default;
        Assert.True(queue.Earliest is null);
        queue.Add(_threads);
        Assert.True(_threads->Sleeps);
        queue.Remove(_threads);
        Assert.True(queue.Earliest is null);
        Assert.False(_threads->Sleeps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agrees_with_a_sorted_list_over_random_use(int seed)
    {
        Random random = new(seed);
        SleepQueue queue = default;
        HashSet<int> sleeping = [];
        for (int step = 0; step < 50_000; step++)
        {
            int index = random.Next(Count);
            if (random.Next(4) == 0 && sleeping.Count > 0)
            {
                index = (int)(queue.Earliest - _threads);
            }

            if (sleeping.Remove(index))
            {
                queue.Remove(_threads + index);
            }
            else
            {
                _threads[index].Deadline = (ulong)random.Next(1000);
                queue.Add(_threads + index);
                sleeping.Add(index);
            }

            Assert.Equal(sleeping.Count == 0, queue.Earliest is null);
            if (sleeping.Count > 0)
            {
                Assert.Equal(sleeping.Min(i => _threads[i].Deadline), queue.Earliest->Deadline);
            }
        }
    }

    [Fact]
    public void Wakes_a_hundred_thousand_in_order_without_recursion()
    {
        const int many = 100_000;
        KernelThread* threads = (KernelThread*)NativeMemory.AllocZeroed(many, (nuint)sizeof(KernelThread));
        SleepQueue queue = default;
        for (int i = 0; i < many; i++)
        {
            threads[i].Deadline = (ulong)i;
            queue.Add(threads + i);
        }

        for (int i = 0; i < many; i++)
        {
            Assert.Equal((ulong)i, queue.Earliest->Deadline);
            queue.Remove(queue.Earliest);
        }

        NativeMemory.Free(threads);
    }
}
