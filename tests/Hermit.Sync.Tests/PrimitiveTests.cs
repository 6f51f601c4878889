namespace Hermit.Sync.Tests;

/// <summary>What the primitives promise on one thread.</summary>
public class PrimitiveTests
{
    [Fact]
    public void TryLock_of_a_held_lock_gives_a_guard_that_holds_nothing()
    {
        var mutex = new Shared<SpinMutex<int>>();
        using var held = mutex.Value.Lock();
        using var second = mutex.Value.TryLock();
        Assert.True(held.IsHeld);
        Assert.False(second.IsHeld);
    }

    [Fact]
    public void The_value_of_a_guard_that_holds_nothing_panics()
    {
        Assert.Throws<PanicException>(() => default(MutexGuard<RawSpinLock, int>).Value++);
        Assert.Throws<PanicException>(() => _ = default(ReadGuard<RawRwSpinLock, int>).Value);
        Assert.Throws<PanicException>(() => default(WriteGuard<RawRwSpinLock, int>).Value++);
    }

    [Fact]
    public void A_mutex_in_a_readonly_field_is_still_one_mutex()
    {
        var holder = new ReadonlyHolder();
        holder.Increment();
        holder.Increment();
        Assert.Equal(2, holder.Read());
    }

    [Fact]
    public void A_mutex_in_a_once_cell_is_still_one_mutex()
    {
        var cell = new Shared<OnceCell<SpinMutex<int>>>();
        cell.Value.TrySet(new SpinMutex<int>(5));
        using (var guard = cell.Value.Value.Lock())
        {
            guard.Value++;
        }

        using var again = cell.Value.Value.Lock();
        Assert.Equal(6, again.Value);
    }

    [Fact]
    public void An_exception_within_the_guard_opens_the_lock()
    {
        var mutex = new Shared<TicketMutex<int>>();
        Assert.Throws<DivideByZeroException>(() =>
        {
            using var guard = mutex.Value.Lock();
            guard.Value /= guard.Value;
        });
        using var after = mutex.Value.TryLock();
        Assert.True(after.IsHeld);
    }

    [Fact]
    public void Interrupts_are_back_on_only_after_the_outermost_hold()
    {
        var outer = new Shared<InterruptSpinMutex<int>>();
        var inner = new Shared<InterruptRwSpinLock<int>>();
        using (var first = outer.Value.Lock())
        {
            using (var second = inner.Value.Read())
            {
                Assert.False(HostInterrupts.Enabled);
            }

            Assert.False(HostInterrupts.Enabled);
        }

        Assert.True(HostInterrupts.Enabled);
    }

    [Fact]
    public void A_failed_attempt_leaves_interrupts_as_they_were()
    {
        var mutex = new Shared<InterruptSpinMutex<int>>();
        using var held = new HeldElsewhere(mutex);
        using var attempt = mutex.Value.TryLock();
        Assert.False(attempt.IsHeld);
        Assert.True(HostInterrupts.Enabled);
    }

    [Fact]
    public void A_once_cell_that_is_not_set_panics_when_read()
    {
        var cell = new Shared<OnceCell<int>>();
        Assert.Throws<PanicException>(() => cell.Value.Value);
        Assert.False(cell.Value.TryGet(out _));
        Assert.True(cell.Value.TrySet(1));
        Assert.False(cell.Value.TrySet(2));
        Assert.Equal(1, cell.Value.Value);
    }

    [Fact]
    public void A_ref_cell_panics_on_a_conflict()
    {
        var cell = new Shared<InterruptRefCell<int>>();
        Assert.Throws<PanicException>(() =>
        {
            using var shared = cell.Value.Borrow();
            using var exclusive = cell.Value.BorrowMutable();
        });
        using var after = cell.Value.TryBorrowMutable();
        Assert.True(after.IsHeld);
    }

    [Fact]
    public void A_panic_of_a_lock_leaves_interrupts_as_they_were()
    {
        var mutex = new Shared<InterruptOneShotMutex<int>>();
        var cell = new Shared<InterruptRefCell<int>>();
        var elsewhere = new Thread(() =>
        {
            // Never disposed: held for good.
            _ = mutex.Value.TryLock().IsHeld;
            _ = cell.Value.TryBorrowMutable().IsHeld;
        });
        elsewhere.Start();
        elsewhere.Join();
        Assert.Throws<PanicException>(() => mutex.Value.Lock().Dispose());
        Assert.Throws<PanicException>(() => cell.Value.Borrow().Dispose());
        Assert.Throws<PanicException>(() => cell.Value.BorrowMutable().Dispose());
        Assert.True(HostInterrupts.Enabled);
    }

    [Fact]
    public void A_cpu_that_there_is_not_panics()
    {
        var values = new Shared<PerCpu<int>>();
        Assert.Throws<PanicException>(() => values.Value.LockOf(PerCpu<int>.Count).Dispose());
        Assert.Throws<PanicException>(() => values.Value.LockOf(-1).Dispose());
    }

    [Theory]
    [InlineData(MemoryOrder.Release)]
    [InlineData(MemoryOrder.AcquireRelease)]
    public void A_load_that_would_release_panics(MemoryOrder order) =>
        Assert.Throws<PanicException>(() => new AtomicInt32(1).Load(order));

    [Theory]
    [InlineData(MemoryOrder.Acquire)]
    [InlineData(MemoryOrder.AcquireRelease)]
    public void A_store_that_would_acquire_panics(MemoryOrder order) =>
        Assert.Throws<PanicException>(() => new AtomicInt32(1).Store(1, order));

    [Fact]
    public void Atomics_compute()
    {
        var number = new AtomicUInt32(6);
        Assert.Equal(6u, number.FetchAdd(uint.MaxValue, MemoryOrder.Relaxed));
        Assert.Equal(5u, number.FetchSubtract(6, MemoryOrder.Relaxed));
        Assert.Equal(uint.MaxValue, number.FetchAnd(0xF0, MemoryOrder.Relaxed));
        Assert.Equal(0xF0u, number.FetchOr(0x0F, MemoryOrder.Relaxed));
        Assert.Equal(0xFFu, number.Exchange(1, MemoryOrder.Relaxed));
        Assert.Equal(1u, number.CompareExchange(2, 3, MemoryOrder.Relaxed));
        Assert.True(number.TryCompareExchange(1, 3, MemoryOrder.Relaxed));
        Assert.Equal(3u, number.Load(MemoryOrder.Acquire));
        var wide = new AtomicInt64(long.MinValue);
        Assert.Equal(long.MinValue, wide.FetchSubtract(1, MemoryOrder.Relaxed));
        Assert.Equal(long.MaxValue, wide.Load(MemoryOrder.Relaxed));
        var flag = new AtomicBool(true);
        Assert.True(flag.Exchange(false, MemoryOrder.Relaxed));
        Assert.False(flag.TryCompareExchange(true, false, MemoryOrder.Relaxed));
        Assert.True(flag.TryCompareExchange(false, true, MemoryOrder.Relaxed));
    }

    [Fact]
    public void Every_type_that_may_be_a_mutable_static_says_so()
    {
        Type[] types = [typeof(SpinMutex<>), typeof(TicketMutex<>), typeof(OneShotMutex<>), typeof(RwSpinLock<>), typeof(OnceCell<>), typeof(Sync.Lazy<,>), typeof(CallOnce), typeof(TakeStatic<>), typeof(InterruptRefCell<>), typeof(PerCpu<>), typeof(AtomicInt32), typeof(AtomicBool), typeof(AtomicPointer<>)];
        Assert.All(types, type => Assert.True(type.IsDefined(typeof(SynchronizedAttribute), false), type.Name));
    }

    [Fact]
    public void Every_type_that_must_stay_out_of_handlers_says_so()
    {
        Type[] unsafeTypes = [typeof(SpinMutex<>), typeof(TicketMutex<>), typeof(OneShotMutex<>), typeof(RwSpinLock<>), typeof(OnceCell<>), typeof(Sync.Lazy<,>), typeof(CallOnce)];
        Type[] safeTypes = [typeof(InterruptSpinMutex<>), typeof(InterruptTicketMutex<>), typeof(InterruptOneShotMutex<>), typeof(InterruptRwSpinLock<>), typeof(InterruptOnceCell<>), typeof(InterruptLazy<,>), typeof(InterruptRefCell<>), typeof(PerCpu<>)];
        Assert.All(unsafeTypes, type => Assert.True(type.IsDefined(typeof(NotInterruptSafeAttribute), false), type.Name));
        Assert.All(safeTypes, type => Assert.False(type.IsDefined(typeof(NotInterruptSafeAttribute), false), type.Name));
    }

    private sealed class ReadonlyHolder
    {
        private readonly SpinMutex<int> _count = new();

        public void Increment()
        {
            using var count = _count.Lock();
            count.Value++;
        }

        public int Read()
        {
            using var count = _count.Lock();
            return count.Value;
        }
    }

    // Holds the mutex on another thread until disposed.
    private sealed class HeldElsewhere : IDisposable
    {
        private readonly ManualResetEventSlim _leave = new();
        private readonly Thread _thread;

        public HeldElsewhere(Shared<InterruptSpinMutex<int>> mutex)
        {
            using var held = new ManualResetEventSlim();
            _thread = new Thread(() =>
            {
                using var guard = mutex.Value.Lock();
                held.Set();
                _leave.Wait();
            });
            _thread.Start();
            held.Wait();
        }

        public void Dispose()
        {
            _leave.Set();
            _thread.Join();
            _leave.Dispose();
        }
    }
}
