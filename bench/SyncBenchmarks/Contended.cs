using BenchmarkDotNet.Attributes;
using Hermit.Sync;

namespace Hermit.SyncBenchmarks;

/// <summary>
/// One increment under a lock that a second thread takes over and over as well. Both threads do the same number of rounds; the time is per round of both.
/// </summary>
public class Contended
{
    private const int Rounds = 100_000;

    private readonly Lock _lock = new();
    private readonly object _monitor = new();
    private readonly Barrier _barrier = new(2);
    private SpinLock _spinLock = new(enableThreadOwnerTracking: false);
    private SpinMutex<long> _spinMutex = new();
    private TicketMutex<long> _ticketMutex = new();
    private InterruptSpinMutex<long> _interruptSpinMutex = new();
    private RwSpinLock<long> _rwSpinLock = new();
    private PerCpu<long> _perCpu = new();
    private long _value;
    private volatile Action? _work;
    private Thread? _other;

    [GlobalSetup]
    public void Start()
    {
        _other = new Thread(Repeat) { IsBackground = true };
        _other.Start();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _work = null;
        _barrier.SignalAndWait();
        _other!.Join();
    }

    [Benchmark(Baseline = true, Description = "SpinLock", OperationsPerInvoke = 2 * Rounds)]
    public void SystemSpinLock() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            bool taken = false;
            try
            {
                _spinLock.Enter(ref taken);
                _value++;
            }
            finally
            {
                if (taken)
                {
                    _spinLock.Exit(useMemoryBarrier: false);
                }
            }
        }
    });

    [Benchmark(Description = "Lock", OperationsPerInvoke = 2 * Rounds)]
    public void SystemLock() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            lock (_lock)
            {
                _value++;
            }
        }
    });

    [Benchmark(Description = "Monitor", OperationsPerInvoke = 2 * Rounds)]
    public void SystemMonitor() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            lock (_monitor)
            {
                _value++;
            }
        }
    });

    [Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void SpinMutex() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            using var guard = _spinMutex.Lock();
            guard.Value++;
        }
    });

    [Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void TicketMutex() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            using var guard = _ticketMutex.Lock();
            guard.Value++;
        }
    });

    [Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void InterruptSpinMutex() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            using var guard = _interruptSpinMutex.Lock();
            guard.Value++;
        }
    });

    [Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void RwSpinLock_Write() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            using var guard = _rwSpinLock.Write();
            guard.Value++;
        }
    });

    [Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void PerCpu() => Together(() =>
    {
        for (int round = 0; round < Rounds; round++)
        {
            using var guard = _perCpu.Lock();
            guard.Value++;
        }
    });

    private void Together(Action work)
    {
        _work = work;
        _barrier.SignalAndWait();
        work();
        _barrier.SignalAndWait();
    }

    private void Repeat()
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            work();
            _barrier.SignalAndWait();
        }
    }
}
