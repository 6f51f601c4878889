using System.Numerics;
using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>The part of the address space that stacks come from, in granules of 2 MiB.</summary>
internal static class StackWindow
{
    private const nuint Granule = 2 << 20;
    private const int WordCount = 512;
    private const int GranuleCount = WordCount * 64;

    private static InterruptSpinMutex<Granules> s_granules;

    private static nuint Start => StackAddresses.Start;

    private static nuint Bytes => unchecked((nuint)GranuleCount * Granule);

    /// <summary>Whether the address can be in a stack.</summary>
    public static bool Contains(nuint address) => address - Start < Bytes;

    /// <summary>What a stack with at least <paramref name="bytes"/> of use reserves: whole granules; 0 when that is more than there is.</summary>
    public static nuint ReservedBytes(nuint bytes) =>
        bytes > Bytes - ThreadStack.GuardBytes ? 0 : (bytes + ThreadStack.GuardBytes + Granule - 1) & ~(Granule - 1);

    /// <summary>Reserves a stack with at least <paramref name="bytes"/> of use; false when the window is full.</summary>
    public static bool TryReserve(nuint bytes, out ThreadStack stack)
    {
        stack = default;
        int count = (int)(ReservedBytes(bytes) / Granule);
        if (count == 0)
        {
            return false;
        }

        using var granules = s_granules.Lock();
        int run = 0;
        for (int i = granules.Value.Lowest; i < GranuleCount; i++)
        {
            run = granules.Value.IsUsed(i) ? 0 : run + 1;
            if (run == count)
            {
                granules.Value.Set(i - count + 1, count, used: true);
                stack.Start = Start + ((nuint)(i - count + 1) * Granule);
                stack.End = stack.Start + ((nuint)count * Granule);
                stack.CommittedStart = stack.End;
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the addresses of a stack back.</summary>
    public static void Release(in ThreadStack stack)
    {
        using var granules = s_granules.Lock();
        granules.Value.Set((int)((stack.Start - Start) / Granule), (int)((stack.End - stack.Start) / Granule), used: false);
    }

    private struct Granules
    {
        private Words _words;

        /// <summary>No granule below is free.</summary>
        public int Lowest { get; private set; }

        public readonly bool IsUsed(int index) => (_words[index / 64] >> (index % 64) & 1) != 0;

        public void Set(int first, int count, bool used)
        {
            for (int i = first; i < first + count; i++)
            {
                ulong bit = 1ul << (i % 64);
                _words[i / 64] = used ? _words[i / 64] | bit : _words[i / 64] & ~bit;
            }

            if (!used && first < Lowest)
            {
                Lowest = first;
            }
            else if (used && first == Lowest)
            {
                Lowest = first + count;
            }
        }
    }

    [InlineArray(WordCount)]
    private struct Words
    {
        private ulong _first;
    }
}
