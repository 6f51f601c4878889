using BenchmarkDotNet.Attributes;
using Hermit.Sync;

namespace Hermit.SyncBenchmarks;

/// <summary>One increment under a lock that nobody else wants. The baseline is <see cref="System.Threading.SpinLock"/> as its documentation uses it.</summary>
public class Uncontended
{
    private readonly Lock _lock = new();
    private readonly object _monitor = new();
    private SpinLock _spinLock = new(enableThreadOwnerTracking: false);
    private SpinMutex<long> _spinMutex = new();
    private TicketMutex<long> _ticketMutex = new();
    private OneShotMutex<long> _oneShotMutex = new();
    private InterruptSpinMutex<long> _interruptSpinMutex = new();
    private RwSpinLock<long> _rwSpinLock = new();
    private PerCpu<long> _perCpu = new();
    private AtomicInt64 _atomic = new();
    private long _value;

    [Benchmark(Baseline = true, Description = "SpinLock")]
    public long SystemSpinLock()
    {
        bool taken = false;
        try
        {
            _spinLock.Enter(ref taken);
            return ++_value;
        }
        finally
        {
            if (taken)
            {
                _spinLock.Exit(useMemoryBarrier: false);
            }
        }
    }

    [Benchmark(Description = "Lock")]
    public long SystemLock()
    {
        lock (_lock)
        {
            return ++_value;
        }
    }

    [Benchmark(Description = "Monitor")]
    public long SystemMonitor()
    {
        lock (_monitor)
        {
            return ++_value;
        }
    }

    [Benchmark]
    public long SpinMutex()
    {
        using var guard = _spinMutex.Lock();
        return ++guard.Value;
    }

    [Benchmark]
    public long TicketMutex()
    {
        using var guard = _ticketMutex.Lock();
        return ++guard.Value;
    }

    [Benchmark]
    public long OneShotMutex()
    {
        using var guard = _oneShotMutex.Lock();
        return ++guard.Value;
    }

    [Benchmark]
    public long InterruptSpinMutex()
    {
        using var guard = _interruptSpinMutex.Lock();
        return ++guard.Value;
    }

    [Benchmark]
    public long RwSpinLock_Write()
    {
        using var guard = _rwSpinLock.Write();
        return ++guard.Value;
    }

    [Benchmark]
    public long RwSpinLock_Read()
    {
        using var guard = _rwSpinLock.Read();
        return guard.Value;
    }

    [Benchmark]
    public long PerCpu()
    {
        using var guard = _perCpu.Lock();
        return ++guard.Value;
    }

    [Benchmark]
    public long AtomicInt64() => _atomic.FetchAdd(1, MemoryOrder.Relaxed);
}
