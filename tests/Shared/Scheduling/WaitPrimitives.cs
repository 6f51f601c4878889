using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Hermit.Sync;

// What the kernel's scheduler offers to wait with, for layers above it that are tested on the host: the same members, on the host's threads.
namespace Hermit.Scheduling;

public readonly struct Deadline(long milliseconds)
{
    private readonly long _milliseconds = milliseconds;

    public static Deadline Never => new(long.MaxValue);

    public bool HasPassed => Environment.TickCount64 >= _milliseconds;

    public static Deadline In(ulong nanoseconds) => new(Environment.TickCount64 + (long)(nanoseconds / 1_000_000));

    public static Deadline At(ulong nanoseconds) => In((ulong)Math.Max(0, (long)nanoseconds - (System.Diagnostics.Stopwatch.GetElapsedTime(0).Ticks * 100)) + 999_999);

    internal int Rest => _milliseconds == long.MaxValue ? Timeout.Infinite : (int)Math.Clamp(_milliseconds - Environment.TickCount64, 0, int.MaxValue);
}

public readonly struct WaitTicket(uint wakes)
{
    internal uint Wakes => wakes;
}

public sealed class HostQueue
{
    internal readonly List<(HostSet Set, ulong Tag, ulong Member)> Watchers = [];
    internal uint Wakes;
    internal bool IsDestroyed;
}

public readonly struct WaitQueue
{
    internal static readonly object Gate = new();
    private static readonly ConcurrentDictionary<ulong, HostQueue> s_queues = new();
    private static long s_last;
    private readonly ulong _bits;

    private WaitQueue(ulong bits)
    {
        _bits = bits;
    }

    public static int Count => s_queues.Count;

    public bool IsNull => _bits == 0;

    internal HostQueue? Host => s_queues.GetValueOrDefault(_bits);

    public static WaitQueue FromBits(ulong bits) => new(bits);

    public static bool TryCreate(out WaitQueue queue)
    {
        queue = new WaitQueue((ulong)Interlocked.Increment(ref s_last));
        return s_queues.TryAdd(queue._bits, new HostQueue());
    }

    public ulong ToBits() => _bits;

    public void Destroy()
    {
        if (s_queues.TryRemove(_bits, out HostQueue? queue))
        {
            lock (Gate)
            {
                queue.IsDestroyed = true;
                Monitor.PulseAll(Gate);
            }
        }
    }

    public WaitTicket Ticket()
    {
        lock (Gate)
        {
            return new WaitTicket(Host?.Wakes ?? 0);
        }
    }

    public bool Wait(WaitTicket ticket, Deadline deadline)
    {
        HostQueue? queue = Host;
        lock (Gate)
        {
            while (queue is { IsDestroyed: false } && queue.Wakes == ticket.Wakes)
            {
                if (!Monitor.Wait(Gate, deadline.Rest))
                {
                    return false;
                }
            }
        }

        return true;
    }

    public void WakeOne() => WakeAll();

    public void WakeAll()
    {
        HostQueue? queue = Host;
        lock (Gate)
        {
            if (queue is not null)
            {
                queue.Wakes++;
                queue.Watchers.ForEach(watcher => watcher.Set.Trigger(watcher.Member, watcher.Tag));
                Monitor.PulseAll(Gate);
            }
        }
    }
}

public sealed class HostSet
{
    internal readonly List<(ulong Member, ulong Tag)> Triggered = [];
    internal bool IsDestroyed;

    internal void Trigger(ulong member, ulong tag)
    {
        if (!Triggered.Any(entry => entry.Member == member))
        {
            Triggered.Add((member, tag));
        }
    }
}

public readonly struct WaitSetMember(ulong member, ulong tag)
{
    internal ulong Member => member;

    internal ulong Tag => tag;
}

public readonly struct WaitSet
{
    private static long s_lastMember;
    private static readonly ConcurrentDictionary<ulong, HostSet> s_sets = new();
    private static long s_last;
    private readonly ulong _bits;

    private WaitSet(ulong bits)
    {
        _bits = bits;
    }

    public bool IsNull => _bits == 0;

    private HostSet? Host => s_sets.GetValueOrDefault(_bits);

    public static bool TryCreate(out WaitSet set)
    {
        set = new WaitSet((ulong)Interlocked.Increment(ref s_last));
        return s_sets.TryAdd(set._bits, new HostSet());
    }

    public void Destroy()
    {
        if (s_sets.TryRemove(_bits, out HostSet? set))
        {
            lock (WaitQueue.Gate)
            {
                set.IsDestroyed = true;
                Monitor.PulseAll(WaitQueue.Gate);
            }
        }
    }

    public bool TryAdd(WaitQueue queue, ulong tag, out WaitSetMember member)
    {
        HostSet? set = Host;
        HostQueue? host = queue.Host;
        member = new WaitSetMember((ulong)Interlocked.Increment(ref s_lastMember), tag);
        if (set is null || host is null)
        {
            return false;
        }

        lock (WaitQueue.Gate)
        {
            host.Watchers.Add((set, tag, member.Member));
            set.Trigger(member.Member, tag);
            Monitor.PulseAll(WaitQueue.Gate);
        }

        return true;
    }

    public void Remove(WaitSetMember member)
    {
        lock (WaitQueue.Gate)
        {
            Host?.Triggered.RemoveAll(entry => entry.Member == member.Member);
        }
    }

    public void Renew(WaitSetMember member)
    {
        lock (WaitQueue.Gate)
        {
            Host?.Trigger(member.Member, member.Tag);
            Monitor.PulseAll(WaitQueue.Gate);
        }
    }

    public bool TryTake(out ulong tag)
    {
        lock (WaitQueue.Gate)
        {
            tag = 0;
            if (Host is not { Triggered.Count: > 0 } set)
            {
                return false;
            }

            tag = set.Triggered[0].Tag;
            set.Triggered.RemoveAt(0);
            return true;
        }
    }

    public bool Wait(Deadline deadline)
    {
        HostSet? set = Host;
        lock (WaitQueue.Gate)
        {
            while (set is { IsDestroyed: false, Triggered.Count: 0 })
            {
                if (!Monitor.Wait(WaitQueue.Gate, deadline.Rest))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

[Synchronized]
public struct WaitPoint
{
    private AtomicUInt64 _queue;

    public readonly WaitTicket Ticket() => TryGetQueue(out WaitQueue queue) ? queue.Ticket() : default;

    public readonly bool Wait(WaitTicket ticket, Deadline deadline) => WaitQueue.FromBits(_queue.Load(MemoryOrder.Acquire)).Wait(ticket, deadline);

    public readonly void WakeOne() => WakeAll();

    public readonly void WakeAll() => WaitQueue.FromBits(_queue.Load(MemoryOrder.Acquire)).WakeAll();

    public readonly bool TryGetQueue(out WaitQueue queue)
    {
        queue = WaitQueue.FromBits(_queue.Load(MemoryOrder.Acquire));
        if (queue.IsNull && WaitQueue.TryCreate(out queue) && !_queue.TryCompareExchange(0, queue.ToBits(), MemoryOrder.AcquireRelease))
        {
            queue.Destroy();
            queue = WaitQueue.FromBits(_queue.Load(MemoryOrder.Acquire));
        }

        return true;
    }
}

[Synchronized]
[NotInterruptSafe]
public struct RawSleepingLock : IRawLock
{
    private AtomicBool _held;

    public readonly void Acquire()
    {
        while (!TryAcquire())
        {
            Thread.Yield();
        }
    }

    public readonly bool TryAcquire() => !_held.Exchange(true, MemoryOrder.Acquire);

    public readonly void Release() => _held.Store(false, MemoryOrder.Release);
}

[Synchronized]
public struct SleepMutex<T>
{
    private Mutex<RawSleepingLock, T> _mutex;

    public SleepMutex(T value)
    {
        _mutex = new Mutex<RawSleepingLock, T>(value);
    }

    [UnscopedRef]
    public readonly MutexGuard<RawSleepingLock, T> Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.Lock(file, line);
}
