using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>What runs when a device interrupts, numbered in the order in which drivers came.</summary>
internal static class DeviceHandlers
{
    /// <summary>How many there can be.</summary>
    public const int Capacity = 96;

    private static Table s_table;
    private static InterruptSpinMutex<int> s_count;

    /// <summary>Lets a handler run for a line, which <typeparamref name="TConnector"/> connects when it is the first for that.</summary>
    public static bool TryAddForLine<THandler, TConnector>(uint line, InterruptSignal signal, nuint argument)
        where THandler : struct, IInterruptHandler
        where TConnector : struct, ILineConnector
    {
        using var count = s_count.Lock();
        bool isShared = TryFind(line, out int first);
        if (!TryAdd<THandler>(ref count.Value, line + 1, argument, out int added))
        {
            return false;
        }

        if (isShared)
        {
            // The first one's interrupt runs them all.
            s_table[added].Next.Store(s_table[first].Next.Load(MemoryOrder.Relaxed), MemoryOrder.Relaxed);
            s_table[first].Next.Store((uint)added + 1, MemoryOrder.Release);
            return true;
        }

        if (TConnector.TryConnect(line, signal, added))
        {
            return true;
        }

        // Nothing is connected to it, so that its place can be given to another.
        s_table[added].Line.Store(0, MemoryOrder.Relaxed);
        s_table[added].Handler.Store(0, MemoryOrder.Relaxed);
        count.Value = added;
        return false;
    }

    /// <summary>Takes a number for messages; false when all are taken.</summary>
    public static bool TryAddForMessage<THandler>(nuint argument, out int index)
        where THandler : struct, IInterruptHandler
    {
        using var count = s_count.Lock();
        return TryAdd<THandler>(ref count.Value, 0, argument, out index);
    }

    /// <summary>The number of a line's first handler.</summary>
    public static bool TryFind(uint line, out int index)
    {
        for (index = 0; index < Capacity && s_table[index].Handler.Load(MemoryOrder.Acquire) != 0; index++)
        {
            if (s_table[index].Line.Load(MemoryOrder.Relaxed) == line + 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Runs a handler, and those that share its line.</summary>
    [InterruptHandler]
    public static void Run(int index)
    {
        while (true)
        {
            ref DeviceHandler device = ref s_table[index];
            nint handler = device.Handler.Load(MemoryOrder.Acquire);
            if (handler != 0)
            {
                unsafe
                {
                    // SAFETY: TryAdd stored a method of this signature.
                    ((delegate*<nuint, void>)handler)(device.Argument.Load(MemoryOrder.Relaxed));
                }
            }

            uint next = device.Next.Load(MemoryOrder.Acquire);
            if (next == 0)
            {
                return;
            }

            index = (int)next - 1;
        }
    }

    private static bool TryAdd<THandler>(ref int count, uint line, nuint argument, out int index)
        where THandler : struct, IInterruptHandler
    {
        index = count;
        if (count == Capacity)
        {
            return false;
        }

        count++;
        s_table[index].Line.Store(line, MemoryOrder.Relaxed);
        s_table[index].Argument.Store(argument, MemoryOrder.Relaxed);
        unsafe
        {
            // SAFETY: the address of a static method, which stays; Run calls it with this signature.
            delegate*<nuint, void> handler = &THandler.OnInterrupt;
            s_table[index].Handler.Store((nint)handler, MemoryOrder.Release);
        }

        return true;
    }

    private struct DeviceHandler
    {
        public AtomicNint Handler;
        public AtomicNuint Argument;

        // The line's number, plus one; 0 for a message.
        public AtomicUInt32 Line;

        // The next handler of the same line, plus one.
        public AtomicUInt32 Next;
    }

    // SAFETY: each element is a cell that synchronises by itself.
    [InlineArray(Capacity)]
    [Synchronized]
    private struct Table
    {
        private DeviceHandler _first;
    }
}
