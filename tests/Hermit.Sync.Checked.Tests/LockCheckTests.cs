using System.Runtime.CompilerServices;

namespace Hermit.Sync.Checked.Tests;

/// <summary>Misuse of locks panics in a checked build, with both places, also where it has not gone wrong yet.</summary>
public class LockCheckTests
{
    [Fact]
    public void Taking_a_lock_again_names_both_places()
    {
        var mutex = new Shared<SpinMutex<int>>();
        using var first = mutex.Value.Lock(); int firstLine = Here();
        string message = Panics(() => { using var again = mutex.Value.Lock(); }, out int secondLine);
        Assert.Contains("taken again", message);
        AssertNames(message, secondLine, firstLine);
    }

    [Fact]
    public void Reading_a_reader_writer_lock_again_panics()
    {
        var shared = new Shared<RwSpinLock<int>>();
        using var first = shared.Value.Read(); int firstLine = Here();
        string message = Panics(() => { using var again = shared.Value.Read(); }, out int secondLine);
        AssertNames(message, secondLine, firstLine);
    }

    [Fact]
    public void Borrowing_a_cell_for_reading_again_is_allowed_and_for_writing_names_both_places()
    {
        var cell = new Shared<InterruptRefCell<int>>();
        using var first = cell.Value.Borrow(); int firstLine = Here();
        using var second = cell.Value.Borrow();
        string message = Panics(() => { using var exclusive = cell.Value.BorrowMutable(); }, out int secondLine);
        AssertNames(message, secondLine, firstLine);
    }

    [Fact]
    public void Holding_the_same_cpus_value_twice_panics()
    {
        var values = new Shared<PerCpu<int>>();
        using var first = values.Value.LockOf(2);
        Assert.Contains("taken again", Panics(() => values.Value.LockOf(2).Dispose(), out _));
    }

    [Fact]
    public void Two_locks_taken_in_both_orders_panic_without_a_deadlock_and_name_all_places()
    {
        var left = new Shared<SpinMutex<int>>();
        var right = new Shared<TicketMutex<int>>();
        int leftFirst, rightSecond;
        using (var first = left.Value.Lock())
        {
            leftFirst = Here() - 2;
            using var second = right.Value.Lock(); rightSecond = Here();
        }

        using var reversed = right.Value.Lock(); int rightFirst = Here();
        string message = Panics(() => { using var second = left.Value.Lock(); }, out int leftSecond);
        Assert.Contains("Lock order inversion", message);
        AssertNames(message, leftSecond, rightFirst, rightSecond, leftFirst);
    }

    [Fact]
    public void A_cycle_of_three_locks_panics()
    {
        var locks = new SpinMutex<int>[3];
        TakeBoth(0, 1);
        TakeBoth(1, 2);
        Assert.Contains("Lock order inversion", Panics(() => TakeBoth(2, 0), out _));

        void TakeBoth(int outer, int inner)
        {
            using var first = locks[outer].Lock();
            using var second = locks[inner].Lock();
        }
    }

    [Fact]
    public void The_same_order_on_many_threads_is_fine()
    {
        var locks = new SpinMutex<int>[4];
        Parallel.For(0, 200, _ =>
        {
            using var a = locks[0].Lock();
            using var b = locks[1].Lock();
            using var c = locks[2].Lock();
            using var d = locks[3].Lock();
            d.Value++;
        });
        using var total = locks[3].Lock();
        Assert.Equal(200, total.Value);
    }

    [Fact]
    public void Trying_in_the_other_order_is_fine()
    {
        var left = new Shared<SpinMutex<int>>();
        var right = new Shared<SpinMutex<int>>();
        using (var first = left.Value.Lock())
        {
            using var second = right.Value.Lock();
        }

        using var reversed = right.Value.Lock();
        using var attempt = left.Value.TryLock();
        Assert.True(attempt.IsHeld);
    }

    [Fact]
    public void A_lock_whose_holder_panicked_is_poisoned()
    {
        var mutex = new Shared<SpinMutex<int>>();
        int held = 0;
        Assert.Throws<PanicException>(() =>
        {
            using var guard = mutex.Value.Lock(); held = Here();
            Panic.Fail("half done");
        });
        string message = Panics(() => { using var guard = mutex.Value.Lock(); }, out int line);
        Assert.Contains("poisoned", message);
        AssertNames(message, line, held);
    }

    [Fact]
    public void A_lock_whose_holder_threw_is_not_poisoned()
    {
        var mutex = new Shared<SpinMutex<int>>();
        Assert.Throws<DivideByZeroException>(() =>
        {
            using var guard = mutex.Value.Lock();
            guard.Value /= guard.Value;
        });
        using var after = mutex.Value.Lock();
        Assert.Equal(0, after.Value);
    }

    [Fact]
    public void A_lock_taken_with_interrupts_on_and_then_by_a_handler_names_both_places()
    {
        var mutex = new Shared<SpinMutex<int>>();
        int open;
        using (var guard = mutex.Value.Lock())
        {
            open = Here() - 2;
            guard.Value++;
        }

        string message = "";
        int line = 0;
        HostInterrupts.TryDeliver(() => message = Panics(() => { using var guard = mutex.Value.Lock(); }, out line));
        Assert.Contains("interrupt handler", message);
        AssertNames(message, line, open);
    }

    [Fact]
    public void A_lock_taken_by_a_handler_and_then_with_interrupts_on_panics()
    {
        var mutex = new Shared<SpinMutex<int>>();
        HostInterrupts.TryDeliver(() => { using var guard = mutex.Value.Lock(); });
        Assert.Contains("interrupt handler", Panics(() => { using var guard = mutex.Value.Lock(); }, out _));
    }

    [Fact]
    public void A_lock_that_masks_interrupts_may_be_shared_with_a_handler()
    {
        var mutex = new Shared<InterruptSpinMutex<int>>();
        for (int round = 0; round < 3; round++)
        {
            using (var guard = mutex.Value.Lock())
            {
                guard.Value++;
            }

            Assert.True(HostInterrupts.TryDeliver(() =>
            {
                using var guard = mutex.Value.Lock();
                guard.Value++;
            }));
        }

        using var total = mutex.Value.Lock();
        Assert.Equal(6, total.Value);
    }

    [Fact]
    public void Real_threads_lose_no_update_under_the_checks()
    {
        var counter = new Shared<SpinMutex<int>>();
        Parallel.For(0, 20_000, _ =>
        {
            using var guard = counter.Value.Lock();
            guard.Value++;
        });
        using var total = counter.Value.Lock();
        Assert.Equal(20_000, total.Value);
    }

    // The action must stand on the line of the call.
    private static string Panics(Action action, out int line, [CallerLineNumber] int callerLine = 0)
    {
        line = callerLine;
        return Assert.Throws<PanicException>(action).Message;
    }

    private static int Here([CallerLineNumber] int line = 0) => line;

    private static void AssertNames(string message, params int[] lines)
    {
        int position = 0;
        foreach (int line in lines)
        {
            string place = $"{nameof(LockCheckTests)}.cs:{line}";
            int found = message.IndexOf(place, position, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{place}' is not in its place in: {message}");
            position = found + place.Length;
        }
    }

    private sealed class Shared<T>
        where T : struct
    {
        public T Value;
    }
}
