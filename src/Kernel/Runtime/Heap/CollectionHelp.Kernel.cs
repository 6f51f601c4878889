using Hermit.Scheduling;

namespace Hermit.Runtime.Heap;

/// <summary>What other CPUs do while a collection has stopped the world.</summary>
internal readonly struct CollectionHelp : IStoppedWork
{
    /// <inheritdoc/>
    public static void Run() => RuntimeHeap.Instance.Help();
}
