using System;
using System.Runtime.CompilerServices;

using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>Stacks of threads that have ended, kept for the next ones: their upper pages stay committed, and hold what was left there.</summary>
internal static class SpareStacks
{
    private const int Most = 8;

    // What a thread that does little uses, and the collector looks for below that.
    private const nuint KeptBytes = 6 * FrameAllocator.FrameSize;

    private static InterruptSpinMutex<Spares> s_spares;

    /// <summary>Takes a stack that reserves <paramref name="bytes"/>; false when none is kept.</summary>
    public static bool TryTake(nuint bytes, out ThreadStack stack)
    {
        using var spares = s_spares.Lock();
        for (int index = spares.Value.Count - 1; index >= 0; index--)
        {
            stack = spares.Value.Stacks[index];
            if (stack.End - stack.Start == bytes)
            {
                spares.Value.Stacks[index] = spares.Value.Stacks[--spares.Value.Count];
                return true;
            }
        }

        stack = default;
        return false;
    }

    /// <summary>Keeps a stack that nobody runs on; false when enough are kept.</summary>
    public static bool TryKeep(ref ThreadStack stack)
    {
        stack.Decommit(stack.End - KeptBytes);
        using var spares = s_spares.Lock();
        if (spares.Value.Count == Most)
        {
            return false;
        }

        spares.Value.Stacks[spares.Value.Count++] = stack;
        return true;
    }

    private struct Spares
    {
        public int Count;
        public Slots Stacks;
    }

    [InlineArray(Most)]
    private struct Slots
    {
        private ThreadStack _first;
    }
}
