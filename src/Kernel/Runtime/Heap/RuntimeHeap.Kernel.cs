using System;
using Hermit.Machine;

namespace Hermit.Runtime.Heap;

/// <summary>The heap of the program that this image runs.</summary>
public static class RuntimeHeap
{
    internal static readonly ManagedHeap<KernelHeapPlatform> Instance = new();

    /// <summary>
    /// Prepares the heap; before the first thread of the program starts. Memory lies below <paramref name="memoryEnd"/>. Panics when
    /// there is too little of it. The configuration <c>gcstress=N</c> makes the heap collect before every N-th chunk, and check itself.
    /// </summary>
    public static void Initialize(nuint memoryEnd)
    {
        Panic.Unless(Instance.TryInitialize(new KernelHeapPlatform(memoryEnd)), "too little memory for the managed heap");
        if (Configuration.TryGet("gcstress"u8, out ReadOnlySpan<byte> interval))
        {
            Instance.SetStress(ParseNumber(interval));
        }
    }

    /// <summary>Gives memory that holds no objects back to the frame allocator. Waits for the heap lock.</summary>
    public static void ReleaseFreeMemory() => Instance.ReleaseFreeMemory();

    // What is no number ends it; 0 is no stress.
    private static uint ParseNumber(ReadOnlySpan<byte> digits)
    {
        uint value = 0;
        for (int index = 0; index < digits.Length && digits[index] is >= (byte)'0' and <= (byte)'9'; index++)
        {
            value = (value * 10) + (uint)(digits[index] - '0');
        }

        return value;
    }
}
