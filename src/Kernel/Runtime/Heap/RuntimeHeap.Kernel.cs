namespace Hermit.Runtime.Heap;

/// <summary>The heap of the program that this image runs.</summary>
public static class RuntimeHeap
{
    internal static readonly ManagedHeap<KernelHeapPlatform> Instance = new();

    /// <summary>
    /// Prepares the heap; before the first thread of the program starts. Memory lies below <paramref name="memoryEnd"/>. Panics when
    /// there is too little of it.
    /// </summary>
    public static void Initialize(nuint memoryEnd) =>
        Panic.Unless(Instance.TryInitialize(new KernelHeapPlatform(memoryEnd)), "too little memory for the managed heap");

    /// <summary>Gives memory that holds no objects back to the frame allocator. Waits for the heap lock.</summary>
    public static void ReleaseFreeMemory() => Instance.ReleaseFreeMemory();
}
