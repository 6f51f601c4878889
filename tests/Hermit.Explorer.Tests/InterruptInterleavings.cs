using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>The primitives that mask interrupts, with an interrupt arriving wherever it can.</summary>
public class InterruptInterleavings
{
    [Fact]
    public void WithoutInterrupts_keeps_the_handler_out()
    {
        Expect.Complete(HalfDone(() => WithoutInterrupts.Enter()));
    }

    [Fact]
    public void An_update_without_a_mask_is_found_half_done()
    {
        Expect.Failure(FailureKind.Exception, HalfDone(() => default));
    }

    [Fact]
    public void WithoutInterrupts_nests()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var pair = new Shared<Plain<(int Left, int Right)>>();
            scenario.Thread("worker", () =>
            {
                using var outer = WithoutInterrupts.Enter();
                pair.Value.Write().Left++;
                using (WithoutInterrupts.Enter())
                {
                }

                pair.Value.Write().Right++;
            });
            scenario.Interrupt("timer", "worker", () => Assert.Equal(pair.Value.Read().Left, pair.Value.Read().Right));
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void InterruptRefCell_never_conflicts_with_the_handler_of_its_cpu()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<InterruptRefCell<int>>();
            scenario.Thread("worker", () =>
            {
                using (var shared = cell.Value.Borrow())
                {
                    using var again = cell.Value.Borrow();
                    Assert.Equal(shared.Value, again.Value);
                }

                using var exclusive = cell.Value.BorrowMutable();
                exclusive.Value++;
            });
            scenario.Interrupt("timer", "worker", () =>
            {
                using var exclusive = cell.Value.BorrowMutable();
                exclusive.Value++;
            });
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void InterruptRefCell_panics_rather_than_race_when_another_cpu_borrows_it()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<InterruptRefCell<int>>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"cpu {thread + 1}", () =>
                {
                    using var exclusive = cell.Value.BorrowMutable();
                    exclusive.Value++;
                });
            }
        });
        Assert.Contains("borrowed", Expect.Failure(FailureKind.Exception, outcome).Message);
    }

    [Fact]
    public void A_ref_cell_that_leaves_interrupts_on_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<RwLock<RawBorrowLock, int>>();
            scenario.Thread("worker", () =>
            {
                using var exclusive = cell.Value.Write();
                exclusive.Value++;
            });
            scenario.Interrupt("timer", "worker", () =>
            {
                using var exclusive = cell.Value.Write();
                exclusive.Value++;
            });
        });
        Assert.Contains("borrowed", Expect.Failure(FailureKind.Exception, outcome).Message);
    }

    [Fact]
    public void InterruptOnceCell_is_created_by_the_handler_or_its_thread()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<InterruptOnceCell<int>>();
            scenario.Thread("worker", () => Assert.Equal(1, cell.Value.GetOrCreate(default(One))));
            scenario.Thread("other", () => Assert.Equal(1, cell.Value.GetOrCreate(default(One))));
            scenario.Interrupt("timer", "worker", () => Assert.Equal(1, cell.Value.GetOrCreate(default(One))));
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_once_cell_with_interrupts_on_is_found_to_hang_its_handler()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<OnceCell<int>>();
            scenario.Thread("worker", () => cell.Value.GetOrCreate(default(One)));
            scenario.Interrupt("timer", "worker", () => cell.Value.GetOrCreate(default(One)));
        });
        Expect.Failure(FailureKind.Deadlock, outcome);
    }

    [Fact]
    public void InterruptLazy_is_created_by_the_handler_or_its_thread()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var lazy = new Shared<InterruptLazy<int, One>>();
            scenario.Thread("worker", () => Assert.Equal(1, lazy.Value.Value));
            scenario.Interrupt("timer", "worker", () => Assert.Equal(1, lazy.Value.Value));
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_lazy_with_interrupts_on_is_found_to_hang_its_handler()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var lazy = new Shared<Sync.Lazy<int, One>>();
            scenario.Thread("worker", () => _ = lazy.Value.Value);
            scenario.Interrupt("timer", "worker", () => _ = lazy.Value.Value);
        });
        Expect.Failure(FailureKind.Deadlock, outcome);
    }

    private delegate WithoutInterrupts Masking();

    private static Outcome HalfDone(Masking mask) => Exploration.Exhaust(scenario =>
    {
        var pair = new Shared<Plain<(int Left, int Right)>>();
        scenario.Thread("worker", () =>
        {
            using WithoutInterrupts masked = mask();
            pair.Value.Write().Left++;
            pair.Value.Write().Right++;
        });
        scenario.Interrupt("timer", "worker", () => Assert.Equal(pair.Value.Read().Left, pair.Value.Read().Right));
    });

    private readonly struct One : IInitializer<int>
    {
        public int Create() => 1;
    }
}
