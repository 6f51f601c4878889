using System.Diagnostics;
using Hermit.Sync;

namespace Hermit.Explorer;

/// <summary>
/// The semantics of atomics with explicit order, by views (after Kang et al., "A Promising Semantics for Relaxed-Memory Concurrency", POPL 2017, without
/// promises): a load may read any store that its thread does not know to be outdated; acquiring a store with release order takes over what its thread knew.
/// Weaker than C++ in that stores enter the modification order as they are executed, and loads never read stores that come later.
/// </summary>
internal static class MemoryModel
{
    public static long Load(ExploredThread thread, AtomicLocation location, MemoryOrder order, bool weak)
    {
        Execution execution = thread.Execution;
        execution.Reach(thread, new Operation(OperationKind.Load, location.Id, order == MemoryOrder.SequentiallyConsistent));
        int oldest = thread.Current.StoreOf(location.Id);
        if (order == MemoryOrder.SequentiallyConsistent)
        {
            oldest = Math.Max(oldest, location.NewestSequential);
        }

        bool newestOnly = !weak || thread.ReadNewest.Remove(location);
        int candidates = newestOnly ? 1 : location.Newest - oldest + 1;
        int index = location.Newest - (candidates > 1 ? execution.PickStore(candidates) : 0);
        ReadFrom(thread, location, index, order);
        long value = location[index].Value;
        if (execution.IsTracing)
        {
            string stale = index == location.Newest ? "" : $", store {index} of {location.Newest}";
            execution.Note(thread, $"#{location.Id} load {value} ({order}{stale}){Place()}");
        }

        return value;
    }

    public static void Store(ExploredThread thread, AtomicLocation location, long value, MemoryOrder order)
    {
        Execution execution = thread.Execution;
        execution.Reach(thread, new Operation(OperationKind.Store, location.Id, order == MemoryOrder.SequentiallyConsistent));
        Append(thread, location, value, order, null);
        if (execution.IsTracing)
        {
            execution.Note(thread, $"#{location.Id} store {value} ({order}){Place()}");
        }
    }

    /// <summary>A read-modify-write; <paramref name="update"/> says what to write, or <see langword="null"/> for nothing. Returns the value read.</summary>
    public static long ReadModifyWrite(ExploredThread thread, AtomicLocation location, Func<long, long?> update, MemoryOrder order)
    {
        Execution execution = thread.Execution;
        execution.Reach(thread, new Operation(OperationKind.ReadModifyWrite, location.Id, order == MemoryOrder.SequentiallyConsistent));
        int index = location.Newest;
        Store read = location[index];
        ReadFrom(thread, location, index, order);
        thread.ReadNewest.Remove(location);
        long? written = update(read.Value);
        if (written is { } value)
        {
            // The new store continues the release sequence of the one it replaces.
            Append(thread, location, value, order, read.Released);
        }

        if (execution.IsTracing)
        {
            execution.Note(thread, $"#{location.Id} {(written is { } to ? $"replace {read.Value} by {to}" : $"find {read.Value}, not replaced")} ({order}){Place()}");
        }

        return read.Value;
    }

    public static void Fence(ExploredThread thread, MemoryOrder order)
    {
        Execution execution = thread.Execution;
        execution.Reach(thread, new Operation(OperationKind.Fence, -1, order == MemoryOrder.SequentiallyConsistent));
        if (order is MemoryOrder.Acquire or MemoryOrder.AcquireRelease or MemoryOrder.SequentiallyConsistent)
        {
            thread.Current.Join(thread.SeenRelaxed);
        }

        if (order == MemoryOrder.SequentiallyConsistent)
        {
            execution.SequentialFences.Join(thread.Current);
            thread.Current.Join(execution.SequentialFences);
        }

        if (order is MemoryOrder.Release or MemoryOrder.AcquireRelease or MemoryOrder.SequentiallyConsistent)
        {
            thread.ReleasedByFence = thread.Current.Clone();
        }

        execution.Note(thread, $"fence ({order})");
    }

    public static void Plain(ExploredThread thread, PlainLocation location, bool write)
    {
        Execution execution = thread.Execution;
        if (execution.HasInterrupts)
        {
            execution.Reach(thread, new Operation(write ? OperationKind.PlainWrite : OperationKind.PlainRead, location.Id));
        }

        if (execution.IsTracing)
        {
            execution.Note(thread, $"#{location.Id} {(write ? "access for writing" : "read")}{Place()}");
        }

        int racing = write ? location.Write(thread) : location.Read(thread);
        if (racing >= 0)
        {
            execution.Fail(FailureKind.DataRace, $"{thread.Role} {(write ? "writes" : "reads")} plain value #{location.Id}, which nothing orders after the access of thread {racing}.{Place()}");
        }
    }

    private static void ReadFrom(ExploredThread thread, AtomicLocation location, int index, MemoryOrder order)
    {
        thread.Current.Advance(location.Id, index);
        thread.LoadedSinceWait[location] = index;
        View released = location[index].Released;
        thread.SeenRelaxed.Join(released);
        if (order is MemoryOrder.Acquire or MemoryOrder.AcquireRelease or MemoryOrder.SequentiallyConsistent)
        {
            thread.Current.Join(released);
        }
    }

    private static void Append(ExploredThread thread, AtomicLocation location, long value, MemoryOrder order, View? sequence)
    {
        thread.Current.Tick(thread.Id);
        bool releases = order is MemoryOrder.Release or MemoryOrder.AcquireRelease or MemoryOrder.SequentiallyConsistent;
        thread.Current.Advance(location.Id, location.Newest + 1);
        View released = (releases ? thread.Current : thread.ReleasedByFence).Clone();
        released.Advance(location.Id, location.Newest + 1);
        if (sequence is not null)
        {
            released.Join(sequence);
        }

        int index = location.Add(new Store(value, released), thread);
        if (order == MemoryOrder.SequentiallyConsistent)
        {
            location.NewestSequential = index;
        }

        thread.StoredSinceWait = true;
    }

    // The innermost method outside of the atomics and the explorer: where a reader of the trace should look.
    private static string Place()
    {
        foreach (StackFrame frame in new StackTrace(1, fNeedFileInfo: false).GetFrames())
        {
            Type? type = frame.GetMethod()?.DeclaringType;
            string name = type?.Name ?? "";
            bool inside = type is null || type.Namespace == "Hermit.Explorer" || name.StartsWith("Atomic", StringComparison.Ordinal) || name.StartsWith("Plain", StringComparison.Ordinal);
            if (!inside)
            {
                return $" in {name.Split('`')[0]}.{frame.GetMethod()!.Name}";
            }
        }

        return "";
    }
}
